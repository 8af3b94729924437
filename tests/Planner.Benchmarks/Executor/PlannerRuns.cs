using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Planner.Artifacts;
using Planner.Catalog;
using Planner.Execution;
using Planner.Inference;
using Planner.Matching;
using Planner.Planning;
using Planner.Routing;
using Planner.Runs;
using Planner.Storage;
using Planner.Values;

namespace Planner.Benchmarks.Executor;

/// <summary>
/// Runs graphs as Planner runs a plan that it is given: the request is taken, the plan checked, each step matched to a model and run, its value
/// recorded, an answer put together. Only the models do nothing, or nothing but wait.
/// </summary>
internal sealed class PlannerRuns : IAsyncDisposable
{
    private const string Task = "summarization";

    private readonly string _folder = Directory.CreateTempSubdirectory("planner-bench-").FullName;
    private readonly Waiting _backend = new();
    private readonly ServiceProvider _provider;

    public PlannerRuns(bool onDisk, int mostSteps)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddSingleton(new ModelCatalog([new ModelCard { Id = "a/model", Tasks = [Task], Description = "Does nothing." }]));
        services.AddSingleton<IInferenceBackend>(_backend);
        if (onDisk)
        {
            services.AddSqliteStorage(options => (options.Path, options.ModelsPath) = (Path.Combine(_folder, "planner.db"), Path.Combine(_folder, "models.db")));
        }
        else
        {
            services.AddInMemoryJournal();
        }

        services.AddMatching().AddPlannerCore();
        services.Configure<ArtifactStoreOptions>(options => options.Root = _folder);
        services.Configure<PlanLimits>(options => options.MaxSteps = Math.Max(mostSteps, options.MaxSteps));
        services.Configure<ExecutionOptions>(options => options.MaxParallelSteps = 64);
        _provider = services.BuildServiceProvider();
    }

    /// <summary>Runs a graph: seconds from the request to the end of the run, and bytes allocated meanwhile.</summary>
    public async Task<(double Seconds, double Bytes)> RunAsync(StepGraph graph)
    {
        var runs = _provider.GetRequiredService<IRunService>();
        var request = new Request { Text = "Run it", Language = "en", Plan = PlanOf(graph) };
        _backend.Graph = graph;
        _backend.Took = new double[graph.Count];
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var began = Stopwatch.GetTimestamp();
        var id = await runs.StartAsync(request, CancellationToken.None);
        await runs.WaitAsync(id, CancellationToken.None);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var bytes = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        var state = await _provider.GetRequiredService<IRunJournal>().FindAsync(id, CancellationToken.None);
        return state is { Status: RunStatus.Completed, Partial: false } && state.Steps.Count(step => step.Status == StepStatus.Succeeded) == graph.Count
            ? (seconds, bytes)
            : throw new InvalidOperationException($"The run is {state?.Status}: {state?.Failure?.Message} {state?.Steps.FirstOrDefault(step => step.Error is not null)?.Error}");
    }

    /// <summary>How long the steps of the last run took by themselves, in milliseconds.</summary>
    public IReadOnlyList<double> Took => _backend.Took;

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static Plan PlanOf(StepGraph graph) => new(
    [
        .. graph.Needs.Select((needs, i) => new PlanStep
        {
            Id = Id(i),
            Task = Task,
            Inputs = new Dictionary<string, StepInput>
            {
                ["text"] = needs.Count == 0 ? StepInput.Text("x") : new ReferenceInput(new Reference(Id(needs[0]), [])),
            },
            After = [.. needs.Skip(1).Select(Id)],
        }),
    ]);

    private static string Id(int place) => string.Create(CultureInfo.InvariantCulture, $"s{place + 1}");

    private sealed class Waiting : IInferenceBackend
    {
        private static readonly InferenceResult Done = InferenceResult.Success(new TextValue("x"));

        public StepGraph? Graph { get; set; }

        public double[] Took { get; set; } = [];

        public string Name => "waiting";

        public Egress Egress => Egress.Machine;

        public Runnability CanRun(ModelCard card, PlanStep step) => Runnability.Yes("a timer");

        public async Task<InferenceResult> RunAsync(InferenceRequest request, CancellationToken cancellationToken)
        {
            if (Graph!.Milliseconds.Count > 0)
            {
                var step = int.Parse(request.Step.Id.AsSpan(1), CultureInfo.InvariantCulture) - 1;
                var began = Stopwatch.GetTimestamp();
                await System.Threading.Tasks.Task.Delay(TimeSpan.FromMilliseconds(Graph.Milliseconds[step]), cancellationToken);
                Took[step] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            }

            return Done;
        }
    }
}
