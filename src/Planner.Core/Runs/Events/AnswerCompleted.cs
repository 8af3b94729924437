using Planner.Artifacts;

namespace Planner.Runs;

/// <summary><c>answer.completed</c>: The answer is whole.</summary>
public sealed record AnswerCompleted : RunEvent
{
    /// <summary>All of it.</summary>
    public required string Text { get; init; }

    /// <summary>The files that the steps made.</summary>
    public IReadOnlyList<Artifact> Artifacts { get; init => field = value ?? []; } = [];

    /// <summary>Tokens taken and given, when counted.</summary>
    public int? Tokens { get; init; }

    /// <summary>US dollars.</summary>
    public decimal CostUsd { get; init; }
}
