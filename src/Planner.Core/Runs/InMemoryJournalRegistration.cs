using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Planner.Conversations;

namespace Planner.Runs;

/// <summary>Registers the journal that keeps nothing.</summary>
public static class InMemoryJournalRegistration
{
    /// <summary>Adds an <see cref="IRunJournal"/> and an <see cref="IConversationStore"/> in memory, unless there are such already. What they hold is gone with the process.</summary>
    public static IServiceCollection AddInMemoryJournal(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IRunJournal, InMemoryRunJournal>();
        services.TryAddSingleton<IConversationStore, InMemoryConversationStore>();
        return services;
    }
}
