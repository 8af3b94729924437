using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Planner.Artifacts;
using Planner.Catalog;
using Planner.Inference;
using Planner.Inference.HuggingFace;
using Planner.IntegrationTests.Engines;
using Planner.Planning;
using Planner.Values;

namespace Planner.IntegrationTests.HuggingFace;

/// <summary>The backend on a store of its own, with a router and a Hub on loopback.</summary>
internal sealed class HuggingFaceHost : IAsyncDisposable
{
    public const string Token = "hf_testtoken";
    public const string ModelId = "org/model";
    private readonly string _root = Directory.CreateTempSubdirectory("planner-hf-").FullName;
    private readonly ServiceProvider _services;

    private HuggingFaceHost(LoopbackServer server, Action<HuggingFaceOptions>? configure)
    {
        Server = server;
        var services = new ServiceCollection().AddLogging().AddHuggingFace();
        services.Configure<HuggingFaceOptions>(options =>
        {
            (options.BaseUrl, options.HubUrl, options.Token) = (server.Url, server.Url, Token);
            (options.CacheFolder, options.PollSeconds) = (Path.Combine(_root, "cache"), 0.01);
            configure?.Invoke(options);
        });
        services.AddSingleton(new ArtifactStore(Options.Create(new ArtifactStoreOptions { Root = _root })));
        services.AddCatalog(options => options.UserFolder = null);
        _services = services.BuildServiceProvider();
    }

    public LoopbackServer Server { get; }

    public ArtifactStore Store => _services.GetRequiredService<ArtifactStore>();

    public IInferenceBackend Backend => _services.GetRequiredService<IInferenceBackend>();

    public string CacheFile => Path.Combine(_root, "cache", "providers.json");

    public static async Task<HuggingFaceHost> StartAsync(Action<HuggingFaceOptions>? configure = null) => new(await LoopbackServer.StartAsync(), configure);

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>The server answers every request with this JSON.</summary>
    public HuggingFaceHost Answers(string json, int status = 200)
    {
        Server.Answer = (_, context) => LoopbackServer.JsonAsync(context, json, status);
        return this;
    }

    /// <summary>The server answers every request with these bytes.</summary>
    public HuggingFaceHost Answers(string mediaType, byte[] body)
    {
        Server.Answer = (_, context) => LoopbackServer.WriteAsync(context, mediaType, body);
        return this;
    }

    /// <summary>A card that says who runs the model for the task.</summary>
    public static ModelCard Card(string task, string provider = "hf-inference", string? providerId = null, string status = "live", string? mapped = null, string id = ModelId) => new()
    {
        Id = id,
        Tasks = [task],
        Description = id,
        Providers = [new ModelProvider(provider, providerId ?? id, mapped ?? task, status)],
    };

    public async Task<ArtifactValue> SampleAsync(string name) =>
        new(await Store.PutFileAsync(EngineHost.SamplePath(name), cancellationToken: TestContext.Current.CancellationToken));

    public async Task<ArtifactValue> FileAsync(string name, string content) =>
        new(await Store.PutAsync(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(content)), name, TestContext.Current.CancellationToken));

    public Task<InferenceResult> RunAsync(string task, Dictionary<string, Value> inputs, JsonObject? parameters = null, ModelCard? card = null) => Backend.RunAsync(
        new InferenceRequest
        {
            Task = Get<TaskTaxonomy>().TryGet(task, out var type) ? type : throw new InvalidOperationException($"no task {task}"),
            Model = card ?? Card(task),
            Step = Step(task, parameters),
            Inputs = inputs,
        },
        TestContext.Current.CancellationToken);

    public Runnability CanRun(ModelCard card, string? task = null) => Backend.CanRun(card, Step(task ?? card.Tasks[0], null));

    public static PlanStep Step(string task, JsonObject? parameters) => new()
    {
        Id = "s1",
        Task = task,
        Parameters = parameters?.ToDictionary(pair => pair.Key, pair => pair.Value?.DeepClone()) ?? [],
    };

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Server.DisposeAsync();
        Directory.Delete(_root, recursive: true);
    }
}
