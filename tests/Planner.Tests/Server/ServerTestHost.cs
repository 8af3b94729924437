using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Planner.Artifacts;
using Planner.Catalog;
using Planner.Inference;
using Planner.Planning;
using Planner.Routes;
using Planner.Routing;
using Planner.Runs;
using Planner.SavedPlans;
using Planner.Server;
using Planner.Server.Security;
using Planner.Statistics;
using Planner.Tests.Testing;

namespace Planner.Tests.Server;

/// <summary>The real server on a port of its own, over a scripted plan and a fake backend.</summary>
internal sealed class ServerTestHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly DirectoryInfo? _ownFolder;

    private ServerTestHost(WebApplication app, FakeBackend backend, string folder, DirectoryInfo? ownFolder)
    {
        (_app, Backend, Folder, _ownFolder) = (app, backend, folder, ownFolder);
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.First()), Timeout = RunTestHost.Patience };
    }

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public FakeBackend Backend { get; }

    /// <summary>Where its state is.</summary>
    public string Folder { get; }

    public HttpClient Client { get; }

    public Uri Address => Client.BaseAddress!;

    public IRunJournal Journal => _app.Services.GetRequiredService<IRunJournal>();

    public IRunService Runs => _app.Services.GetRequiredService<IRunService>();

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public IStatisticsStore Statistics => _app.Services.GetRequiredService<IStatisticsStore>();

    public ArtifactStore Artifacts => _app.Services.GetRequiredService<ArtifactStore>();

    public ApiKeyStore Keys => _app.Services.GetRequiredService<ApiKeyStore>();

    /// <summary>Starts one whose plan is these steps.</summary>
    public static Task<ServerTestHost> StartAsync(params PlanStep[] steps) => StartAsync(_ => { }, steps);

    /// <summary>Starts one with other options.</summary>
    public static Task<ServerTestHost> StartAsync(Action<ServerOptions> configure, params PlanStep[] steps) => StartAsync(configure, _ => { }, null, steps);

    /// <summary>Starts one with other options and services, in a folder that may have been used before.</summary>
    public static async Task<ServerTestHost> StartAsync(
        Action<ServerOptions> configure, Action<IServiceCollection> services, string? folder, PlanStep[] steps, string urls = "http://127.0.0.1:0")
    {
        var own = folder is null ? Directory.CreateTempSubdirectory("planner-server-") : null;
        var home = folder ?? own!.FullName;
        var backend = new FakeBackend();
        var app = PlannerServer.Create(urls, collection =>
        {
            services(collection);
            Add(collection, backend, new ScriptedPlanner(steps), home);
            collection.PostConfigure(configure);
        });
        await app.StartAsync(Stop);
        return new ServerTestHost(app, backend, home, own);
    }

    /// <summary>Adds what a server of a test stands on.</summary>
    public static void Add(IServiceCollection services, IInferenceBackend backend, IPlanner planner, string home)
    {
        services.AddSingleton(planner);
        services.TryAddSingleton(RunTestHost.Taxonomy);
        services.TryAddSingleton(new ModelCatalog(RunTestHost.Cards));
        services.AddSingleton(backend);
        services.AddInMemoryJournal();
        services.AddMatchingAndCore();
        services.Configure<ArtifactStoreOptions>(options => options.Root = home);
        services.Configure<InstanceOptions>(options => (options.File, options.GroupsFile, options.FactsFile) = (Path.Combine(home, "instances.json"), Path.Combine(home, "groups.json"), Path.Combine(home, "endpoints.json")));
        services.Configure<RouteOptions>(options => options.UserFile = Path.Combine(home, "routes.json"));
        services.Configure<SavedPlanOptions>(options => options.Folder = Path.Combine(home, "plans"));
        services.Configure<ServerOptions>(options =>
        {
            options.KeysFile = Path.Combine(home, "keys.json");
            options.IdempotencyFolder = Path.Combine(home, "idempotency");
        });
    }

    public async Task<JsonElement> GetAsync(string path) => await Client.GetFromJsonAsync<JsonElement>(path, Stop);

    public Task<HttpResponseMessage> PostAsync(string path, object body, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, JsonContent.Create(body), headers);

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop);
    }

    /// <summary>Starts a run.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> StartRunAsync(object body)
    {
        using var response = await PostAsync("/api/runs", body);
        var json = await response.JsonAsync();
        return json.GetProperty("id").GetString()!;
    }

    /// <summary>Waits until a run has ended.</summary>
    public async Task<RunState> EndAsync(string id)
    {
        await Runs.WaitAsync(id, Stop).WaitAsync(RunTestHost.Patience);
        return (await Journal.FindAsync(id, Stop))!;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync(Stop);
        await _app.DisposeAsync();
        _ownFolder?.Delete(recursive: true);
    }
}
