namespace Planner.Conversations;

/// <summary>Keeps conversations and assistants. Safe for many threads, and for several processes where the store is.</summary>
public interface IConversationStore
{
    /// <summary>Saves a conversation, new or changed.</summary>
    /// <returns>As saved, its revision one higher.</returns>
    /// <exception cref="ConversationChangedException">It was saved by somebody else since it was read, or removed.</exception>
    Task<Conversation> SaveAsync(Conversation conversation, CancellationToken cancellationToken);

    /// <summary>The conversation of that id, or null.</summary>
    Task<Conversation?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>Everybody's conversations, the one changed last first.</summary>
    Task<IReadOnlyList<Conversation>> ListAsync(int limit, CancellationToken cancellationToken) => ListAsync(limit, null, cancellationToken);

    /// <summary>Conversations, the one changed last first.</summary>
    /// <param name="limit">How many at most.</param>
    /// <param name="owner">Only this user's, see <see cref="Conversation.Owner"/>; null: everybody's.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    Task<IReadOnlyList<Conversation>> ListAsync(int limit, string? owner, CancellationToken cancellationToken);

    /// <summary>Forgets a conversation; its runs stay. False when there is none.</summary>
    Task<bool> RemoveAsync(string id, CancellationToken cancellationToken);

    /// <summary>Saves an assistant in place of one of that name.</summary>
    Task SaveAsync(Assistant assistant, CancellationToken cancellationToken);

    /// <summary>All assistants, by name.</summary>
    Task<IReadOnlyList<Assistant>> ListAssistantsAsync(CancellationToken cancellationToken);

    /// <summary>Forgets an assistant; conversations that began with it keep what it says. False when there is none.</summary>
    Task<bool> RemoveAssistantAsync(string name, CancellationToken cancellationToken);
}
