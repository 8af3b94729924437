using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Planner.Artifacts;
using Planner.Catalog;
using Planner.Inference;
using Planner.Matching;
using Planner.Planning;
using Planner.Routing;
using Planner.Runs;
using Planner.Statistics;
using Planner.Tests.Testing;
using Planner.Values;

namespace Planner.Tests.Routing;

/// <summary>The real router over instances in a real store whose backends are fakes; all of them serve the model <c>m</c>, and each one of its own name.</summary>
internal sealed class RouterHost : IAsyncDisposable
{
    public const string Task = "summarization";
    private readonly string _folder = Directory.CreateTempSubdirectory("planner-router-").FullName;
    private readonly ServiceProvider _services;
    private readonly Dictionary<string, FakeBackend> _backends = [];

    public RouterHost(params string[] instances)
        : this(null, instances)
    {
    }

    public RouterHost(Action<IServiceCollection>? configure, params string[] instances)
    {
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance).AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddSingleton<TimeProvider>(Clock).AddSingleton(new Random(1)).AddSingleton(RunTestHost.Taxonomy);
        services.AddSingleton(new ModelCatalog([Card("m"), Card("other"), .. instances.Select(name => Card($"m-{name}"))]));
        services.Configure<InstanceOptions>(options => (options.File, options.GroupsFile) = (Path.Combine(_folder, "instances.json"), Path.Combine(_folder, "groups.json")));
        services.Configure<ArtifactStoreOptions>(options => options.Root = _folder);
        services.AddSingleton<IInstanceKind>(new Kind(this));
        services.AddInMemoryJournal();
        configure?.Invoke(services);
        services.AddMatching();
        services.AddPlannerCore();

        // A test that moves the clock to the next timer means one of the router's.
        services.Configure<StatisticsOptions>(options => options.WriteSeconds = 0);
        _services = services.BuildServiceProvider();
        foreach (var name in instances)
        {
            Put(name);
        }
    }

    public ManualTimeProvider Clock { get; } = new();

    public InstanceStore Instances => _services.GetRequiredService<InstanceStore>();

    public GroupStore Groups => _services.GetRequiredService<GroupStore>();

    public BackendRegistry Registry => _services.GetRequiredService<BackendRegistry>();

    public Hedging Hedging => _services.GetRequiredService<Hedging>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>The fake behind an instance.</summary>
    public FakeBackend this[string name] => _backends.TryGetValue(name, out var backend) ? backend : _backends[name] = new FakeBackend
    {
        Name = name,
        Egress = name.StartsWith("cloud", StringComparison.Ordinal) ? Egress.Cloud : Egress.Machine,
        WhenAsked = (card, _) => card.Id == "m" || card.Id == $"m-{name}" ? Runnability.Yes(name) : Runnability.No("not here"),
        WhenRun = (_, _) => System.Threading.Tasks.Task.FromResult(FakeBackend.Text(name)),
    };

    public void Put(string name, Func<BackendInstance, BackendInstance>? change = null)
    {
        _ = this[name];
        var instance = new BackendInstance { Name = name, BaseUrl = new Uri("http://127.0.0.1:9/v1"), Models = [Card("m"), Card($"m-{name}")] };
        Instances.Put(change?.Invoke(instance) ?? instance);
    }

    public void Group(string name, GroupStrategy strategy, params string[] members) =>
        Groups.Put(new BackendGroup { Name = name, Strategy = strategy, Members = [.. members.Select(member => new GroupMember { Target = member })] });

    public static RoutedCall Call(params string[] targets) => new()
    {
        Task = RunTestHost.Taxonomy.TryGet(Task, out var task) ? task : throw new InvalidOperationException(),
        Step = new PlanStep { Id = "s1", Task = Task },
        Inputs = new Dictionary<string, Value> { ["text"] = new TextValue("x") },
        Targets = targets,
    };

    public Task<RoutedResult> RunAsync(params string[] targets) => RunAsync(Call(targets));

    public Task<RoutedResult> RunAsync(RoutedCall call) => Get<ModelRouter>().RunAsync(call, TestContext.Current.CancellationToken);

    /// <summary>Makes an instance fail from now on.</summary>
    public void Fail(string name, StepErrorKind kind = StepErrorKind.Unavailable, double? retryAfter = null) =>
        this[name].WhenRun = (_, _) => System.Threading.Tasks.Task.FromResult(InferenceResult.Failure(new StepError(kind, $"{name} is down.") { RetryAfterSeconds = retryAfter }));

    /// <summary>Moves the clock whenever something waits on it, until the call is over.</summary>
    public async Task<RoutedResult> ThroughWaitsAsync(Task<RoutedResult> call)
    {
        while (!call.IsCompleted)
        {
            var wait = Clock.NextTimer;
            if (wait > TimeSpan.Zero && wait < TimeSpan.FromSeconds(100))
            {
                Clock.Advance(wait);
            }

            await System.Threading.Tasks.Task.WhenAny(call, System.Threading.Tasks.Task.Delay(1, TestContext.Current.CancellationToken));
        }

        return await call;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static ModelCard Card(string id) => new() { Id = id, Tasks = [Task], Description = id };

    private sealed class Kind(RouterHost host) : IInstanceKind
    {
        string IInstanceKind.Kind => BackendInstance.OpenAI;

        public IInferenceBackend Create(BackendInstance instance) => host[instance.Name];
    }
}
