namespace Planner.Runs;

/// <summary><c>answer.delta</c>: More of the answer.</summary>
public sealed record AnswerDelta : RunEvent
{
    /// <summary>What came since the last.</summary>
    public required string Text { get; init; }
}
