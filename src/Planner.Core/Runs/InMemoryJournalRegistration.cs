using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Planner.Runs;

/// <summary>Registers the journal that keeps nothing.</summary>
public static class InMemoryJournalRegistration
{
    /// <summary>Adds an <see cref="IRunJournal"/> in memory, unless there is a journal already. Its runs are gone with the process.</summary>
    public static IServiceCollection AddInMemoryJournal(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IRunJournal, InMemoryRunJournal>();
        return services;
    }
}
