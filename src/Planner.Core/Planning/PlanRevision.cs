namespace Planner.Planning;

/// <summary>What a controller is told when it plans again: what stands, what became of it, and what was wrong. It writes only the remaining steps.</summary>
/// <param name="Why">What makes it necessary, in a sentence.</param>
public sealed record PlanRevision(string Why)
{
    /// <summary>Steps that stand: done, or sound and perhaps already running. New steps may refer to them.</summary>
    public IReadOnlyList<PlanStep> Standing { get; init; } = [];

    /// <summary>What done steps gave, by id: text, cut to length. Foreign words, to be enclosed.</summary>
    public IReadOnlyDictionary<string, string> Results { get; init; } = new Dictionary<string, string>();

    /// <summary>Steps that can't be run as they were written, or were not begun.</summary>
    public IReadOnlyList<PlanStep> GivenUp { get; init; } = [];

    /// <summary>Ids that new steps can't have, because steps of these ids have run.</summary>
    public IReadOnlyCollection<string> Taken { get; init; } = [];

    /// <summary>What was wrong, each with its fix.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];
}
