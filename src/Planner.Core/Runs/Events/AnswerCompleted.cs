using Planner.Artifacts;

namespace Planner.Runs;

/// <summary><c>answer.completed</c>: The answer is whole.</summary>
public sealed record AnswerCompleted : RunEvent
{
    /// <summary>All of it.</summary>
    public required string Text { get; init; }

    /// <summary>The files that the steps made.</summary>
    public IReadOnlyList<Artifact> Artifacts { get; init => field = value ?? []; } = [];
}
