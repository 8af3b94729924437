using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Planner.Artifacts;
using Planner.Catalog;
using Planner.Inference;
using Planner.Inference.Local;
using Planner.Matching;
using Planner.SavedPlans;
using Planner.Server;
using Planner.Storage;

namespace Planner.IntegrationTests.Server;

/// <summary>The whole server over the engines of this machine, or over recorded replies.</summary>
internal sealed class EngineServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly DirectoryInfo _folder;

    private EngineServer(WebApplication app, DirectoryInfo folder) => (_app, _folder) = (app, folder);

    public string Address => _app.Urls.First();

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>Starts one.</summary>
    /// <param name="recorded">Replies instead of engines.</param>
    public static async Task<EngineServer> StartAsync(RecordedBackend? recorded = null)
    {
        var folder = Directory.CreateTempSubdirectory("planner-serve-");
        var app = PlannerServer.Create("http://127.0.0.1:0", services =>
        {
            if (recorded is not null)
            {
                services.AddSingleton<IInferenceBackend>(recorded);
                services.AddSingleton(new ModelCatalog(recorded.Cards));
                services.AddCatalog(options => options.UserFolder = null).AddMatching().AddPlannerCore();
            }
            else
            {
                services.AddCatalog(options => options.UserFolder = null).AddMatching().AddPlannerCore().AddLocalInference();
            }

            services.AddSqliteStorage(options => options.Path = Path.Combine(folder.FullName, "planner.db"));
            services.Configure<ArtifactStoreOptions>(options => options.Root = folder.FullName);
            services.Configure<LocalEngineOptions>(options => options.CommandFolder = null);
            services.Configure<SavedPlanOptions>(options => options.Folder = Path.Combine(folder.FullName, "plans"));
            services.Configure<ServerOptions>(options =>
            {
                options.KeysFile = Path.Combine(folder.FullName, "keys.json");
                options.IdempotencyFolder = Path.Combine(folder.FullName, "idempotency");
            });
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new EngineServer(app, folder);
    }

    /// <summary>Makes calls with the Hugging Face client.</summary>
    public Task<JsonArray> HuggingFaceAsync(params (string Model, string Method, JsonObject Args)[] calls) => NodeClients.CallAsync("hf.mjs", new JsonObject
    {
        ["base"] = Address,
        ["calls"] = new JsonArray([.. calls.Select(call => new JsonObject { ["model"] = call.Model, ["method"] = call.Method, ["args"] = call.Args })]),
    });

    /// <summary>Makes calls with the OpenAI client.</summary>
    public Task<JsonArray> OpenAiAsync(params (string Method, JsonNode? Args)[] calls) => NodeClients.CallAsync("openai.mjs", new JsonObject
    {
        ["base"] = Address,
        ["calls"] = new JsonArray([.. calls.Select(call => new JsonObject { ["method"] = call.Method, ["args"] = call.Args })]),
    });

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
