using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Planner.Artifacts;
using Planner.Catalog;
using Planner.Execution;
using Planner.Inference.OpenAI;
using Planner.Matching;
using Planner.Routing;
using Planner.Runs;
using Planner.ScriptedServer;
using Planner.Server;

namespace Planner.IntegrationTests.Server;

/// <summary>The real server in front of scripted servers that speak OpenAI's protocol.</summary>
internal sealed class GatewayHost : IAsyncDisposable, ICallObserver
{
    public const string Key = "sk-instance-0123456789";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("planner-gateway-");
    private readonly List<ScriptedChatServer> _upstreams = [];
    private readonly Channel<CallRecord> _records = Channel.CreateUnbounded<CallRecord>();
    private WebApplication? _app;

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public HttpClient Client { get; } = new();

    public IReadOnlyList<ScriptedChatServer> Upstreams => _upstreams;

    public GroupStore Groups => _app!.Services.GetRequiredService<GroupStore>();

    public T Get<T>()
        where T : notnull => _app!.Services.GetRequiredService<T>();

    /// <summary>What the observers are told of the next call; that may be a moment after its answer has been read.</summary>
    public Task<CallRecord> RecordAsync() => _records.Reader.ReadAsync(Stop).AsTask().WaitAsync(TimeSpan.FromSeconds(30), Stop);

    /// <summary>Starts one in front of so many servers, each of which has the models <c>chat</c> and <c>embed</c>.</summary>
    public static async Task<GatewayHost> StartAsync(int upstreams = 1, InstanceLimits? limits = null, Egress? egress = null, Action<ServerOptions>? configure = null, Action<RoutingOptions>? routing = null, Func<BackendInstance, BackendInstance>? instance = null)
    {
        var host = new GatewayHost();
        host._app = PlannerServer.Create("http://127.0.0.1:0", services =>
        {
            services.AddCatalog(options => options.UserFolder = null).AddInMemoryJournal().AddMatching().AddPlannerCore();
            services.AddOpenAI(name => name == "UPSTREAM_KEY" ? Key : null).AddOpenAIInstances();
            services.AddSingleton<ICallObserver>(host);
            services.Configure<InstanceOptions>(options =>
                (options.File, options.GroupsFile) = (Path.Combine(host._folder.FullName, "instances.json"), Path.Combine(host._folder.FullName, "groups.json")));
            services.Configure<ArtifactStoreOptions>(options => options.Root = host._folder.FullName);
            services.Configure<ExecutionOptions>(options => options.RetrySeconds = 0);
            services.Configure<RoutingOptions>(options => routing?.Invoke(options));
            services.Configure<ServerOptions>(options =>
            {
                options.KeysFile = Path.Combine(host._folder.FullName, "keys.json");
                options.IdempotencyFolder = Path.Combine(host._folder.FullName, "idempotency");
                configure?.Invoke(options);
            });
        });
        for (var number = 1; number <= upstreams; number++)
        {
            var upstream = await ScriptedChatServer.StartAsync();
            upstream.ApiKey = Key;
            host._upstreams.Add(upstream);
            var box = new BackendInstance
            {
                Name = $"box{number}",
                BaseUrl = upstream.BaseUrl,
                Key = "env:UPSTREAM_KEY",
                Egress = egress,
                Limits = limits ?? new InstanceLimits { Retries = 0 },
                Models = [Card("chat", "text-generation", "conversational"), Card("embed", "feature-extraction")],
            };
            host._app.Services.GetRequiredService<InstanceStore>().Put(instance?.Invoke(box) ?? box);
        }

        await host._app.StartAsync(Stop);
        host.Client.BaseAddress = new Uri(host._app.Urls.First());
        return host;
    }

    /// <summary>Sends a body as it is, with a key of the caller's own.</summary>
    public Task<HttpResponseMessage> PostAsync(string path, string body, HttpCompletionOption completion = HttpCompletionOption.ResponseHeadersRead)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer sk-callers-own");
        return Client.SendAsync(request, completion, Stop);
    }

    /// <summary>Sends a chat.</summary>
    public Task<HttpResponseMessage> ChatAsync(bool streams = false, string model = "chat") => PostAsync(
        "/v1/chat/completions", JsonSerializer.Serialize(new { model, stream = streams, messages = new[] { new { role = "user", content = "Hello there" } } }));

    /// <summary>The data of all events of a stream, until it ends.</summary>
    public static async Task<List<string>> EventsAsync(HttpResponseMessage response) =>
        [.. (await response.Content.ReadAsStringAsync(Stop)).Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(text => text["data: ".Length..])];

    /// <summary>What an answer's body says, as JSON.</summary>
    public static async Task<JsonNode> JsonAsync(HttpResponseMessage response) => (await response.Content.ReadFromJsonAsync<JsonNode>(Stop))!;

    public void Observe(CallRecord record) => _records.Writer.TryWrite(record);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app!.StopAsync(Stop);
        await _app.DisposeAsync();
        foreach (var upstream in _upstreams)
        {
            await upstream.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    private static ModelCard Card(string id, params string[] tasks) => new() { Id = id, Tasks = tasks, Description = id };
}
