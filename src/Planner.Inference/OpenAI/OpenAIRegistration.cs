using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Planner.Catalog;
using Planner.Chat;
using Planner.Inference.Prompts;
using Planner.Matching;
using Planner.Prompts;
using Planner.Routing;

namespace Planner.Inference.OpenAI;

/// <summary>Registers servers that speak OpenAI's protocol.</summary>
public static class OpenAIRegistration
{
    /// <summary>What the controller's model is called until it is chosen from the server's list.</summary>
    private const string NotChosenYet = "auto";

    /// <summary>
    /// Adds the controller LLM as an optional <see cref="ChatModel"/>: null when no endpoint is configured, untouched when one is registered already (any
    /// <see cref="Microsoft.Extensions.AI.IChatClient"/> can be made one). Needs logging. Options: <see cref="OpenAIOptions"/>, section <c>Planner:Controller</c>.
    /// </summary>
    /// <param name="services">The program's services.</param>
    /// <param name="environment">Gives environment variables; null: those of this process.</param>
    public static IServiceCollection AddOpenAI(this IServiceCollection services, Func<string, string?>? environment = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var variables = environment ?? Environment.GetEnvironmentVariable;
        services.AddOptions<OpenAIOptions>().PostConfigure(options => WellKnownEnvironment.Fill(options, variables)).ValidateDataAnnotations();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(Random.Shared);
        services.TryAddSingleton<EndpointMemory>();
        services.TryAddSingleton(provider => new EndpointServices(
            provider.GetRequiredService<EndpointMemory>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<Random>(),
            provider.GetRequiredService<ILogger<OpenAIEndpoint>>(),
            variables));
        services.TryAddSingleton<OpenAIEndpoints>();
        services.TryAddSingleton(provider => new ControllerProbe(provider.GetRequiredService<IOptions<OpenAIOptions>>(), provider.GetRequiredService<OpenAIEndpoints>()));
        services.TryAddSingleton(Controller);
        services.AddOptions<EmbeddingEndpointOptions>();
        services.TryAddSingleton(Embeddings);
        services.AddInstances();
        services.TryAddSingleton(provider => new InstanceSetup(
            provider.GetRequiredService<OpenAIEndpoints>(), provider.GetRequiredService<TaskTaxonomy>(), provider.GetRequiredService<TimeProvider>()));
        return services;
    }

    /// <summary>Lets instances of the kind <c>openai</c> be called. Needs <see cref="AddOpenAI"/>, <c>AddInstances</c> and an artifact store.</summary>
    /// <param name="services">The program's services.</param>
    public static IServiceCollection AddOpenAIInstances(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<PromptOptions>();
        services.TryAddSingleton<PromptLibrary>();
        services.TryAddSingleton<PromptTasks>();
        services.TryAddSingleton<EndpointPrompts>();
        services.TryAddEnumerable(
        [
            ServiceDescriptor.Singleton<IEndpointTask, ChatTask>(),
            ServiceDescriptor.Singleton<IEndpointTask, EmbeddingTask>(),
            ServiceDescriptor.Singleton<IEndpointTask, ImageTask>(),
            ServiceDescriptor.Singleton<IEndpointTask, SpeechTask>(),
            ServiceDescriptor.Singleton<IEndpointTask, TranscriptionTask>(),
            ServiceDescriptor.Singleton<IInstanceKind, OpenAIInstances>(),
        ]);
        return services;
    }

    private static EmbeddingModel Embeddings(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<EmbeddingEndpointOptions>>().Value;
        if (options.ToInstance() is not { } instance)
        {
            // Optional, as the controller is.
            return null!;
        }

        var model = !string.IsNullOrWhiteSpace(options.Model) ? options.Model : throw EmbeddingEndpointOptions.Wrong(nameof(options.Model), "is missing. Name the model as the server calls it.");
        return new EmbeddingModel(model, new OpenAIEmbeddingGenerator(services.GetRequiredService<OpenAIEndpoints>().Of(instance), model)) { Egress = instance.Distance };
    }

    private static ChatModel Controller(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<OpenAIOptions>>().Value;
        if (options.ToInstance() is not { } instance)
        {
            // Optional: who asks for it without need gets null.
            return null!;
        }

        var memory = services.GetRequiredService<EndpointMemory>();
        var model = options.Model ?? memory.Of(instance).Model;
        var facts = model is null ? EndpointFacts.None : memory.Of(instance, model);
        var client = new OpenAIChatClient(services.GetRequiredService<OpenAIEndpoints>().Of(instance), options.Model, options.ContextTokens);
        var standard = new ChatModel(model ?? NotChosenYet, new ThoughtfulChatClient(client, new EndpointHabits(memory, instance))) { Egress = instance.Distance };
        return standard with
        {
            ContextTokens = options.ContextTokens ?? facts.Room ?? standard.ContextTokens,
            SeesImages = options.SeesImages ?? facts.SeesImages ?? false,
            InputUsdPerMillion = options.InputUsdPerMillion ?? facts.InputUsdPerMillion,
            OutputUsdPerMillion = options.OutputUsdPerMillion ?? facts.OutputUsdPerMillion,
        };
    }
}
