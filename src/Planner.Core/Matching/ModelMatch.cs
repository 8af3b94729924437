namespace Planner.Matching;

/// <summary>What a match found.</summary>
/// <param name="Candidates">Models, best first; those that can run come before those that can't.</param>
/// <param name="Reason">Why the first is first, or why nothing fits, in a line.</param>
public sealed record ModelMatch(IReadOnlyList<Candidate> Candidates, string Reason);
