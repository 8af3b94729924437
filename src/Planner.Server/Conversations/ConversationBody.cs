using System.ComponentModel;

namespace Planner.Server.Conversations;

/// <summary>What can be said of a conversation.</summary>
public sealed record ConversationBody
{
    /// <summary>For lists.</summary>
    [Description("A title for lists; absent: the first words that are said.")]
    public string? Title { get; init; }

    /// <summary>With whom.</summary>
    [Description("The name of the assistant with whom; absent: nobody in particular.")]
    public string? Assistant { get; init; }

    /// <summary>The model.</summary>
    [Description("The model that it is pinned to; absent: the best for each task.")]
    public string? Model { get; init; }
}
