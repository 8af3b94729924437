using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Planner.Artifacts;
using Planner.Catalog;
using Planner.Inference;
using Planner.Inference.Local;
using Planner.Inference.Local.Programs;
using Planner.Planning;
using Planner.Values;

namespace Planner.IntegrationTests.Engines;

/// <summary>The local engines on a store of their own.</summary>
public sealed class EngineHost : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("planner-test-").FullName;
    private readonly ServiceProvider _services;

    public EngineHost()
    {
        var services = new ServiceCollection().AddLogging().AddCatalog(options => options.UserFolder = null).AddLocalInference();
        services.Configure<LocalEngineOptions>(options => options.CommandFolder = Path.Combine(_root, "engines"));
        services.AddSingleton(new ArtifactStore(Options.Create(new ArtifactStoreOptions { Root = _root })));
        _services = services.BuildServiceProvider();
    }

    public ArtifactStore Store => _services.GetRequiredService<ArtifactStore>();

    public IInferenceBackend Backend => _services.GetRequiredService<IInferenceBackend>();

    public ILocalEngines Engines => _services.GetRequiredService<ILocalEngines>();

    internal T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public static string SamplePath(string name, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "samples", name);

    public async Task<ArtifactValue> SampleAsync(string name) =>
        new(await Store.PutFileAsync(SamplePath(name), cancellationToken: TestContext.Current.CancellationToken));

    public async Task<ArtifactValue> FileAsync(string name, byte[] content) =>
        new(await Store.PutAsync(new MemoryStream(content), name, TestContext.Current.CancellationToken));

    public string Scratch(string name) => Path.Combine(_root, name);

    public Task<InferenceResult> RunAsync(
        string engine, string task, Dictionary<string, Value> inputs, JsonObject? parameters = null, string? language = null,
        CancellationToken? cancellationToken = null, string instruction = "", Dictionary<string, string>? spelled = null) =>
        Backend.RunAsync(
            new InferenceRequest
            {
                Task = new TaskType { Id = task, Group = "nlp", Description = task, Inputs = [], Output = Modality.Text },
                Model = Card(engine, task),
                Step = Step(task, parameters, instruction) with
                {
                    Inputs = (spelled ?? []).ToDictionary(pair => pair.Key, pair => StepInput.Text(pair.Value)),
                },
                Inputs = inputs,
                Language = language,
            },
            cancellationToken ?? TestContext.Current.CancellationToken);

    public Runnability CanRun(string engine, string task, JsonObject? parameters = null, string instruction = "", string? text = null) => Backend.CanRun(
        Card(engine, task),
        Step(task, parameters, instruction) with
        {
            Inputs = text is null ? new Dictionary<string, StepInput>() : new Dictionary<string, StepInput> { ["text"] = StepInput.Text(text) },
        });

    /// <summary>The lines of a check set in tests/data.</summary>
    public static IEnumerable<JsonObject> CheckSet(string name, [CallerFilePath] string here = "") =>
        File.ReadLines(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "data", name)).Where(line => line.Length > 0).Select(line => JsonNode.Parse(line)!.AsObject());

    /// <summary>Skips the test, saying what to install, where a program is not there.</summary>
    public static void Needs(string program, string package) =>
        Assert.SkipWhen(ProgramFinder.Find(program) is null, $"{program} is not installed. Run: apt-get install -y {package}");

    public void Dispose()
    {
        _services.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    private static ModelCard Card(string engine, string task) => new() { Id = engine, Tasks = [task], Description = engine };

    private static PlanStep Step(string task, JsonObject? parameters, string instruction) => new()
    {
        Id = "s1",
        Task = task,
        Instruction = instruction,
        Parameters = parameters?.ToDictionary(pair => pair.Key, pair => pair.Value?.DeepClone()) ?? [],
    };
}
