using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Planner.Artifacts;
using Planner.Catalog;
using Planner.Inference;
using Planner.Inference.OpenAI;
using Planner.Inference.Prompts;
using Planner.Planning;
using Planner.Routing;
using Planner.Values;

namespace Planner.IntegrationTests.OpenAI;

/// <summary>Backends on a scripted server, with the shipped taxonomy and prompts.</summary>
internal sealed class InstanceHost(ChatHost chat) : IAsyncDisposable
{
    public const string Name = "box";

    public ChatHost Chat => chat;

    public static async Task<InstanceHost> StartAsync() => new(await ChatHost.StartAsync());

    /// <summary>The instance with models for every task that can be called.</summary>
    public BackendInstance Instance(int retries = 0) => new()
    {
        Name = Name,
        BaseUrl = chat.Server.BaseUrl,
        Limits = new InstanceLimits { Retries = retries },
        Models =
        [
            Card("chat", "text-generation", "image-text-to-text"), Card("embed", "feature-extraction"), Card("draw", "text-to-image", "image-text-to-image"),
            Card("speak", "text-to-speech"), Card("hear", "automatic-speech-recognition"),
        ],
    };

    /// <summary>The services of a process in whose home the instance was added.</summary>
    public ServiceProvider Services(BackendInstance? instance = null, Action<OpenAIOptions>? controller = null)
    {
        var process = chat.Process(
            controller,
            services =>
            {
                services.AddCatalog(options => options.UserFolder = null).AddOpenAIInstances().AddPromptAdapters();
                services.AddSingleton(new ArtifactStore(Options.Create(new ArtifactStoreOptions { Root = chat.Home })));
            });
        process.GetRequiredService<InstanceStore>().Put(instance ?? Instance());
        return process;
    }

    public async Task<InferenceResult> RunAsync(
        string model, string task, Dictionary<string, Value> inputs, JsonObject? parameters = null, BackendInstance? instance = null, string backend = Name,
        Action<OpenAIOptions>? controller = null, string instruction = "")
    {
        var services = Services(instance, controller);
        services.GetRequiredService<TaskTaxonomy>().TryGet(task, out var type).ShouldBeTrue();
        return await services.GetRequiredService<BackendRegistry>().Backend(backend)!.RunAsync(
            new InferenceRequest
            {
                Task = type!,
                Model = Card(model, task),
                Step = new PlanStep
                {
                    Id = "s1",
                    Task = task,
                    Instruction = instruction,
                    Parameters = parameters?.ToDictionary(pair => pair.Key, pair => pair.Value?.DeepClone()) ?? [],
                },
                Inputs = inputs,
            },
            TestContext.Current.CancellationToken);
    }

    public async Task<ArtifactValue> FileAsync(string name, byte[] content) =>
        new(await new ArtifactStore(Options.Create(new ArtifactStoreOptions { Root = chat.Home })).PutAsync(new MemoryStream(content), name, TestContext.Current.CancellationToken));

    public ValueTask DisposeAsync() => chat.DisposeAsync();

    public static ModelCard Card(string id, params string[] tasks) => new() { Id = id, Tasks = tasks, Description = id };
}
