using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Planner.Budgets;
using Planner.Conversations;
using Planner.Execution.Caching;
using Planner.Statistics;

namespace Planner.Runs;

/// <summary>Registers the journal that keeps nothing.</summary>
public static class InMemoryJournalRegistration
{
    /// <summary>Adds an <see cref="IRunJournal"/>, an <see cref="IConversationStore"/>, statistics, budgets and kept results in memory, unless there are such already. What they hold is gone with the process.</summary>
    public static IServiceCollection AddInMemoryJournal(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IRunJournal, InMemoryRunJournal>();
        services.TryAddSingleton<IConversationStore, InMemoryConversationStore>();
        services.TryAddSingleton<IStatisticsStore, InMemoryStatisticsStore>();
        services.TryAddSingleton<IStepCacheStore, InMemoryStepCacheStore>();
        services.TryAddSingleton<IBudgetStore, InMemoryBudgetStore>();
        return services;
    }
}
