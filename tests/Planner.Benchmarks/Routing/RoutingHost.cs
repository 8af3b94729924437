using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Planner.Artifacts;
using Planner.Catalog;
using Planner.Execution;
using Planner.Inference;
using Planner.Inference.OpenAI;
using Planner.Matching;
using Planner.Routing;
using Planner.Runs;
using Planner.ScriptedServer;
using Planner.Values;

namespace Planner.Benchmarks.Routing;

/// <summary>A group of three instances, each a real server on loopback, and the services that call it, as a program puts them together.</summary>
internal sealed class RoutingHost : IAsyncDisposable
{
    public const string Group = "trio";
    private readonly string _folder = Directory.CreateTempSubdirectory("planner-routing-").FullName;
    private readonly ServiceProvider _services;
    private int _hedges;

    private RoutingHost(IReadOnlyList<ScriptedChatServer> servers, Action<RoutingOptions>? routing)
    {
        Servers = servers;
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None));
        services.AddSingleton<ICallObserver>(new HedgeCount(this));
        services.AddCatalog(options => (options.UserFolder, options.IndexFolder) = (null, null)).AddMatching().AddInMemoryJournal().AddPlannerCore().AddOpenAI(_ => null).AddOpenAIInstances();
        services.Configure<ArtifactStoreOptions>(options => options.Root = _folder);
        services.Configure<ExecutionOptions>(options => options.StepSeconds = 60);
        services.Configure<InstanceOptions>(options =>
            (options.File, options.GroupsFile, options.FactsFile) = (Path.Combine(_folder, "instances.json"), Path.Combine(_folder, "groups.json"), Path.Combine(_folder, "endpoints.json")));
        services.Configure<RoutingOptions>(options => routing?.Invoke(options));
        _services = services.BuildServiceProvider();
    }

    public IReadOnlyList<ScriptedChatServer> Servers { get; }

    public IReadOnlyList<InstanceStatus> Statuses => _services.GetRequiredService<BackendRegistry>().Statuses;

    /// <summary>How many second calls were made.</summary>
    public int Hedges => _hedges;

    public static async Task<RoutingHost> StartAsync(GroupStrategy strategy, Action<RoutingOptions>? routing = null, int servers = 3)
    {
        var host = new RoutingHost([.. await Task.WhenAll(Enumerable.Range(0, servers).Select(_ => ScriptedChatServer.StartAsync()))], routing);
        foreach (var (server, index) in host.Servers.Select((server, index) => (server, index)))
        {
            server.Otherwise = _ => Good();
            host._services.GetRequiredService<InstanceStore>().Put(new BackendInstance
            {
                Name = $"box{index + 1}",
                BaseUrl = server.BaseUrl,
                Limits = new InstanceLimits { ConnectSeconds = 2, FirstTokenSeconds = 3, IdleSeconds = 1 },
                Models = [new ModelCard { Id = "scripted", Tasks = ["text-generation"], Description = "A scripted model." }],
            });
        }

        host._services.GetRequiredService<GroupStore>().Put(new BackendGroup
        {
            Name = Group,
            Strategy = strategy,
            Members = [.. host.Servers.Select((_, index) => new GroupMember { Target = $"scripted@box{index + 1}" })],
        });
        return host;
    }

    /// <summary>What a healthy server says after so many milliseconds.</summary>
    public static ScriptedReply Good(int milliseconds = 10) =>
        new() { Text = "A short and good reply.", Gate = (token, stop) => token < 0 ? Task.Delay(milliseconds, stop) : Task.CompletedTask };

    /// <summary>Makes a call.</summary>
    /// <param name="streams">Whether the text is passed on as it comes.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task<InferenceResult> CallAsync(bool streams = false, CancellationToken cancellationToken = default) => _services.GetRequiredService<IModelCaller>().CallAsync(
        new ModelCall { Model = Group, Task = "text-generation", Inputs = new Dictionary<string, Value> { ["text"] = new TextValue("Say something short.") }, OnText = streams ? static _ => { } : null }, cancellationToken);

    /// <summary>Makes many calls.</summary>
    /// <returns>The seconds of each, sorted, and how many succeeded.</returns>
    public async Task<(double[] Seconds, int Succeeded)> RunAsync(int requests, int concurrent, bool streams = false)
    {
        var seconds = new double[requests];
        var succeeded = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, requests), new ParallelOptions { MaxDegreeOfParallelism = concurrent }, async (number, stop) =>
        {
            var began = TimeProvider.System.GetTimestamp();
            if ((await CallAsync(streams, stop)).Error is null)
            {
                Interlocked.Increment(ref succeeded);
            }

            seconds[number] = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        });
        Array.Sort(seconds);
        return (seconds, succeeded);
    }

    /// <summary>A percentile of sorted values.</summary>
    public static double Percentile(double[] sorted, double percent) => sorted[Math.Min((int)Math.Ceiling(percent / 100 * sorted.Length), sorted.Length) - 1];

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        foreach (var server in Servers)
        {
            await server.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private sealed class HedgeCount(RoutingHost host) : ICallObserver
    {
        public void Observe(CallRecord record)
        {
            if (record.Hedge)
            {
                Interlocked.Increment(ref host._hedges);
            }
        }
    }
}
