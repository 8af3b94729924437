using Planner.Runs;

namespace Planner.Planning.Lexical;

/// <summary>A plan made from the words of a request alone.</summary>
/// <param name="Steps">The steps, each after those it needs.</param>
/// <param name="Confidence">The probability that the plan has exactly the right tasks, 0 to 1 (see docs/planning.md).</param>
/// <param name="Evidence">What in the request it went by, for people: the words and the task they stand for.</param>
public sealed record LexicalPlan(IReadOnlyList<PlanStep> Steps, double Confidence, IReadOnlyList<string> Evidence)
{
    /// <summary>Files that the request names and did not bring, without content, by the ids that the steps use.</summary>
    public IReadOnlyList<Attachment> NamedFiles { get; init; } = [];

    /// <summary>What <see cref="Confidence"/> goes by.</summary>
    internal PlanSignals Signals { get; init; }
}
