using Planner.Conversations;

namespace Planner.Server.Conversations;

/// <summary>A conversation.</summary>
/// <param name="Id">Its id: <c>options.conversation</c> of a request that goes on with it.</param>
/// <param name="Title">For lists.</param>
/// <param name="Assistant">The name of the assistant with whom; absent: nobody in particular.</param>
/// <param name="Model">The model that it is pinned to; absent: the best for each task.</param>
/// <param name="Runs">The runs of its turns, oldest first.</param>
/// <param name="CreatedAt">When it began, UTC.</param>
/// <param name="UpdatedAt">When it was changed last, UTC.</param>
public sealed record ConversationReport(
    string Id, string Title, string? Assistant, string? Model, IReadOnlyList<string> Runs, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    internal static ConversationReport Of(Conversation conversation) => new(
        conversation.Id, conversation.Title, conversation.Assistant?.Name, conversation.Model, conversation.Runs, conversation.CreatedAt, conversation.UpdatedAt);
}
