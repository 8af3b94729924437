using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Planner.Budgets;
using Planner.Catalog;
using Planner.Conversations;
using Planner.Execution.Caching;
using Planner.Runs;
using Planner.Statistics;
using Planner.Storage.Budgets;
using Planner.Storage.Caching;
using Planner.Storage.Conversations;
using Planner.Storage.Database;
using Planner.Storage.Models;
using Planner.Storage.Runs;
using Planner.Storage.Statistics;

namespace Planner.Storage;

/// <summary>Registers the embedded database.</summary>
public static class StorageRegistration
{
    /// <summary>
    /// Adds an <see cref="IRunJournal"/>, an <see cref="IConversationStore"/>, statistics, budgets and kept results in an SQLite file, unless there are such already, and the user's own
    /// catalog (<see cref="IModelStore"/>) in another. A file is not touched before it is
    /// first used. Several processes may share the file. Dispose the container asynchronously.
    /// </summary>
    /// <param name="services">Where to add it.</param>
    /// <param name="configure">Sets what differs from the defaults of <see cref="StorageOptions"/>.</param>
    public static IServiceCollection AddSqliteStorage(this IServiceCollection services, Action<StorageOptions>? configure = null)
    {
        services.AddLogging();
        services.AddOptions<StorageOptions>().Configure(configure ?? (_ => { })).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<SqliteDatabase>();
        services.TryAddSingleton<IRunJournal, SqliteRunJournal>();
        services.TryAddSingleton<SqliteModelStore>();
        services.TryAddSingleton<IModelStore>(provider => provider.GetRequiredService<SqliteModelStore>());
        services.TryAddSingleton<IConversationStore, SqliteConversationStore>();
        services.TryAddSingleton<IStatisticsStore, SqliteStatisticsStore>();
        services.TryAddSingleton<IStepCacheStore, SqliteStepCacheStore>();
        services.TryAddSingleton<IBudgetStore, SqliteBudgetStore>();
        return services;
    }
}
