using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Planner.Artifacts;
using Planner.Inference;
using Planner.Planning;
using Planner.Tools;
using Planner.Values;

namespace Planner.IntegrationTests.Tools;

/// <summary>Sources of tools in a folder of their own.</summary>
internal sealed class ToolHost : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("planner-tools-");
    private readonly ServiceProvider _services;

    public ToolHost(Action<ToolOptions>? configure = null, params AIFunction[] functions)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddSingleton<ArtifactStore>();
        foreach (var function in functions)
        {
            services.AddSingleton(function);
        }

        services.AddTools();
        services.Configure<ArtifactStoreOptions>(options => options.Root = Path("home"));
        services.Configure<ToolOptions>(options => options.Folder = Path("tools"));
        services.Configure<ToolOptions>(options => configure?.Invoke(options));
        _services = services.BuildServiceProvider();
    }

    public ToolFolder Folder => _services.GetRequiredService<ToolFolder>();

    public ToolSources Sources => _services.GetRequiredService<ToolSources>();

    /// <summary>A place in this host's folder.</summary>
    public string Path(string name) => System.IO.Path.Combine(_folder.FullName, name);

    /// <summary>Calls a tool as a step of a plan does.</summary>
    public Task<InferenceResult> CallAsync(string task, Dictionary<string, string>? inputs = null, Dictionary<string, System.Text.Json.Nodes.JsonNode?>? parameters = null)
    {
        var folder = Folder;
        var card = folder.Cards.Single(card => card.Tasks.Contains(task));
        var type = folder.Tasks.Single(one => one.Id == task);
        var step = new PlanStep { Id = "s1", Task = task, Parameters = parameters ?? [] };
        var backend = _services.GetServices<IInferenceBackend>().Single(backend => backend.CanRun(card, step).CanRun);
        return backend.RunAsync(
            new InferenceRequest
            {
                Task = type,
                Model = card,
                Step = step,
                Inputs = (inputs ?? []).ToDictionary(pair => pair.Key, Value (pair) => new TextValue(pair.Value)),
            },
            TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
