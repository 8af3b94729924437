using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using Planner.Agents;

namespace Planner.SemanticKernel;

/// <summary>Planner as a plugin of a <see cref="Kernel"/>, or as its chat model.</summary>
public static class PlannerPluginExtensions
{
    /// <summary>The plugin's usual name.</summary>
    public const string PluginName = "planner";

    /// <summary>
    /// The argument of <c>solve</c> and <c>plan</c> that takes files from code: an <c>IEnumerable&lt;KernelContent&gt;</c> of <see cref="ImageContent"/>,
    /// <see cref="AudioContent"/> or <see cref="BinaryContent"/>. No model is told of it.
    /// </summary>
    public const string Attachments = "attachments";

    /// <summary>
    /// Adds Planner's functions: <c>solve</c>, <c>plan</c>, <c>find_models</c>, <c>run_model</c>, <c>get_artifact</c>, and the saved plans that there are
    /// now. Results are short texts that name files by their ids, since connectors send results to their model as text; <see cref="KernelFiles"/> gives the
    /// files to code. Files in the chat reach the functions through <see cref="AddPlanner(Kernel, IServiceProvider, PlannerFunctionOptions?, string)"/>.
    /// </summary>
    /// <param name="plugins">The kernel's plugins.</param>
    /// <param name="planner">Planner's services: core, catalog, matching, a journal, and what runs models.</param>
    /// <param name="options">How calls are made; null: as whoever sits at this machine.</param>
    /// <param name="name">What the plugin is called.</param>
    public static KernelPlugin AddPlanner(this ICollection<KernelPlugin> plugins, IServiceProvider planner, PlannerFunctionOptions? options = null, string name = PluginName)
    {
        ArgumentNullException.ThrowIfNull(plugins);
        var plugin = Create(planner, options, name);
        plugins.Add(plugin);
        return plugin;
    }

    /// <summary>Adds Planner's functions to a kernel, and hands them the files that the user put into the chat.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="planner">Planner's services: core, catalog, matching, a journal, and what runs models.</param>
    /// <param name="options">How calls are made; null: as whoever sits at this machine.</param>
    /// <param name="name">What the plugin is called.</param>
    public static KernelPlugin AddPlanner(this Kernel kernel, IServiceProvider planner, PlannerFunctionOptions? options = null, string name = PluginName)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        kernel.AutoFunctionInvocationFilters.Add(new ChatAttachments(name));
        return kernel.Plugins.AddPlanner(planner, options, name);
    }

    /// <summary>Registers Planner's functions for every <see cref="Kernel"/> that is made from these services, which Planner is part of, and hands them the files in the chat.</summary>
    /// <param name="services">The services.</param>
    /// <param name="options">How calls are made; null: as whoever sits at this machine.</param>
    /// <param name="name">What the plugin is called.</param>
    public static IServiceCollection AddPlannerPlugin(this IServiceCollection services, PlannerFunctionOptions? options = null, string name = PluginName) => services
        .AddSingleton<KernelPlugin>(provider => Create(provider, options, name))
        .AddSingleton<IAutoFunctionInvocationFilter>(new ChatAttachments(name));

    /// <summary>
    /// Registers Planner as a chat model: the answer streams, pictures and files in the messages are its files, and the files that it makes come with the
    /// answer as contents.
    /// </summary>
    /// <param name="services">The kernel's services.</param>
    /// <param name="planner">Planner's services; null: these ones.</param>
    /// <param name="options">How calls are made; null: as whoever sits at this machine.</param>
    /// <param name="serviceId">The service's id, where the kernel has several.</param>
    public static IServiceCollection AddPlannerChatCompletion(this IServiceCollection services, IServiceProvider? planner = null, PlannerFunctionOptions? options = null, string? serviceId = null)
    {
        return services.AddKeyedSingleton<IChatCompletionService>(serviceId, (provider, _) =>
        {
            var own = planner ?? provider;
            return ActivatorUtilities.CreateInstance<PlannerChatService>(own, options ?? new PlannerFunctionOptions(), ActivatorUtilities.CreateInstance<KernelFiles>(own));
        });
    }

    private static PlannerPlugin Create(IServiceProvider planner, PlannerFunctionOptions? options, string name)
    {
        ArgumentNullException.ThrowIfNull(planner);
        options = (options ?? new PlannerFunctionOptions()) with { Media = false };
        var files = ActivatorUtilities.CreateInstance<KernelFiles>(planner);
        return new PlannerPlugin(name, PlannerFunctions.Create(planner, options).Select(function => new AttachingFunction(function, files, options.Caller).AsKernelFunction()));
    }
}
