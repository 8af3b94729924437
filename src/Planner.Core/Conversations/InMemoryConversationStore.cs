namespace Planner.Conversations;

/// <summary>Conversations that are gone with their process.</summary>
internal sealed class InMemoryConversationStore(TimeProvider clock) : IConversationStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Conversation> _conversations = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Assistant> _assistants = new(StringComparer.OrdinalIgnoreCase);

    public Task<Conversation> SaveAsync(Conversation conversation, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if ((_conversations.GetValueOrDefault(conversation.Id)?.Revision ?? 0) != conversation.Revision)
            {
                return Task.FromException<Conversation>(new ConversationChangedException(conversation.Id));
            }

            var saved = conversation with { Revision = conversation.Revision + 1, UpdatedAt = clock.GetUtcNow() };
            _conversations[saved.Id] = saved;
            return Task.FromResult(saved);
        }
    }

    public Task<Conversation?> FindAsync(string id, CancellationToken cancellationToken) => Locked(() => _conversations.GetValueOrDefault(id));

    public Task<IReadOnlyList<Conversation>> ListAsync(int limit, string? owner, CancellationToken cancellationToken) =>
        Locked<IReadOnlyList<Conversation>>(() => [.. _conversations.Values.Where(conversation => owner is null || conversation.Owner == owner).OrderByDescending(conversation => conversation.UpdatedAt).Take(limit)]);

    public Task<bool> RemoveAsync(string id, CancellationToken cancellationToken) => Locked(() => _conversations.Remove(id));

    public Task SaveAsync(Assistant assistant, CancellationToken cancellationToken) => Locked(() => _assistants[assistant.Name] = assistant);

    public Task<IReadOnlyList<Assistant>> ListAssistantsAsync(CancellationToken cancellationToken) =>
        Locked<IReadOnlyList<Assistant>>(() => [.. _assistants.Values]);

    public Task<bool> RemoveAssistantAsync(string name, CancellationToken cancellationToken) => Locked(() => _assistants.Remove(name));

    private Task<T> Locked<T>(Func<T> work)
    {
        lock (_lock)
        {
            return Task.FromResult(work());
        }
    }
}
