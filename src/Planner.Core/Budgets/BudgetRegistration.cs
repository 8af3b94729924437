using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Planner.Chat;
using Planner.Routing;

namespace Planner.Budgets;

/// <summary>Registers the guard of what is spent.</summary>
internal static class BudgetRegistration
{
    /// <summary>Adds budgets before every attempt and every call of a controller. The <see cref="IBudgetStore"/> comes with the journal.</summary>
    public static IServiceCollection AddBudgets(this IServiceCollection services)
    {
        services.AddOptions<BudgetOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(provider => new BudgetLedger(
            provider.GetRequiredService<IOptions<BudgetOptions>>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<BudgetLedger>>(), provider.GetService<IBudgetStore>()));
        services.TryAddSingleton<PriceList>();
        services.TryAddSingleton<CallEstimate>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAttemptGuard, BudgetGuard>());
        services.TryAddSingleton(provider => new MeasuredChat(
            provider.GetRequiredService<BudgetLedger>(),
            provider.GetRequiredService<PriceList>(),
            provider.GetRequiredService<CallEstimate>(),
            provider.GetServices<ICallObserver>(),
            provider.GetRequiredService<IOptions<BudgetOptions>>(),
            provider.GetRequiredService<TokenCounter>(),
            provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider => new BudgetBook(provider.GetRequiredService<BudgetLedger>(), provider.GetRequiredService<IBudgetStore>()));
        return services;
    }
}
