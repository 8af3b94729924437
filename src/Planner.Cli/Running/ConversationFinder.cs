using Planner.Conversations;

namespace Planner.Cli.Running;

/// <summary>Finds the conversation that a user names: by its id, the beginning of it, or <c>last</c>.</summary>
internal static class ConversationFinder
{
    private const int SearchedByBeginning = 1000;

    /// <exception cref="CommandLineException">There is none, or there are several.</exception>
    public static async Task<Conversation> FindAsync(IConversationStore store, string name, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(name, cancellationToken) is { } exact)
        {
            return exact;
        }

        var known = await store.ListAsync(SearchedByBeginning, cancellationToken);
        if (name == "last" && known.Count > 0)
        {
            return known[0];
        }

        return known.Where(conversation => conversation.Id.StartsWith(name, StringComparison.Ordinal) && name.Length > 2).ToList() switch
        {
            [var only] => only,
            [] => throw new CommandLineException($"There is no conversation '{name}'. planner conversations list names them; planner chat begins one."),
            _ => throw new CommandLineException($"Several conversations begin with '{name}'. Write more of the id; planner conversations list names them."),
        };
    }
}
