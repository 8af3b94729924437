using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Planner.Catalog;
using Planner.Chat;
using Planner.Prompts;

namespace Planner.Inference.Prompts;

/// <summary>Registers the tasks that a chat model does by prompts.</summary>
public static class PromptRegistration
{
    /// <summary>
    /// Adds the backend <c>prompts</c> and its card: every task with a template in <c>prompts/tasks</c>, on the registered <see cref="ChatModel"/>. Without a
    /// chat model it has no card and runs nothing.
    /// </summary>
    public static IServiceCollection AddPromptAdapters(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<PromptOptions>();
        services.TryAddSingleton<PromptLibrary>();
        services.TryAddSingleton<PromptTasks>();
        services.TryAddSingleton(provider => new PromptBackend(provider.GetRequiredService<PromptTasks>(), provider.GetService<ChatModel>()));
        services.TryAddEnumerable(
        [
            ServiceDescriptor.Singleton<IInferenceBackend, PromptBackend>(provider => provider.GetRequiredService<PromptBackend>()),
            ServiceDescriptor.Singleton<ICardSource, PromptBackend>(provider => provider.GetRequiredService<PromptBackend>()),
        ]);
        return services;
    }
}
