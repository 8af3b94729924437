using System.ComponentModel;

namespace Planner.Server.Conversations;

/// <summary>What an assistant is.</summary>
public sealed record AssistantBody
{
    /// <summary>How it answers.</summary>
    [Description("Standing instructions for how it answers; a controller LLM follows them.")]
    public string? Instructions { get; init; }

    /// <summary>The model.</summary>
    [Description("The model that its conversations are pinned to; absent: the best for each task.")]
    public string? Model { get; init; }

    /// <summary>The tasks.</summary>
    [Description("The tasks that may be planned; absent: all.")]
    public IReadOnlyList<string> Tasks { get; init => field = value ?? []; } = [];
}
