namespace Planner.Matching;

/// <summary>One term of a score.</summary>
/// <param name="Name">What it measures.</param>
/// <param name="Value">The measure, 0 to 1.</param>
/// <param name="Weight">What it is multiplied with.</param>
public sealed record ScoreTerm(string Name, double Value, double Weight);
