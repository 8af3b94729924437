namespace Planner.Conversations;

/// <summary>A saved way to start conversations.</summary>
/// <param name="Name">What it is called; unique whatever the case.</param>
public sealed record Assistant(string Name)
{
    /// <summary>Standing instructions for how to answer. They are the controller LLM's; the embedded controller can't follow them.</summary>
    public string? Instructions { get; init; }

    /// <summary>The model that its conversations are pinned to; null: the best for each task.</summary>
    public string? Model { get; init; }

    /// <summary>The tasks that may be planned; empty: all.</summary>
    public IReadOnlyList<string> Tasks { get; init => field = value ?? []; } = [];
}
