using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Planner.IntegrationTests.HuggingFace;

namespace Planner.IntegrationTests.Hub;

/// <summary>
/// A Hub on loopback that lists models, gives one, and gives cards, with the pages, <c>Link</c> headers and fields of the real one. The test beside
/// it with the real npm client keeps it true.
/// </summary>
internal sealed class LoopbackHub : IAsyncDisposable
{
    private const string Hidden = "_hidden";
    private static readonly string[] s_always = ["_id", "id"];
    private static readonly string[] s_tasks = ["text-classification", "summarization", "translation", "image-classification", "text-to-image"];
    private readonly Dictionary<string, JsonObject> _models = [];
    private readonly Dictionary<string, List<JsonObject>> _sorted = [];

    private LoopbackHub(LoopbackServer server) => Server = server;

    public LoopbackServer Server { get; }

    public string Url => Server.Url;

    /// <summary>The largest page that it gives, whatever is asked.</summary>
    public int MostPerPage { get; set; } = 500;

    /// <summary>The token that it wants; null: none.</summary>
    public string? Token { get; set; }

    /// <summary>Asked first; true when it answered.</summary>
    public Func<Received, HttpContext, Task<bool>> Before { get; set; } = (_, _) => Task.FromResult(false);

    public static async Task<LoopbackHub> StartAsync(int models = 0)
    {
        var hub = new LoopbackHub(await LoopbackServer.StartAsync());
        hub.Server.Answer = hub.AnswerAsync;
        for (var i = 0; i < models; i++)
        {
            hub.Add($"org{i % 97}/model-{i:D5}", s_tasks[i % s_tasks.Length], downloads: (i * 7919L) % 100_003, changed: i);
        }

        return hub;
    }

    /// <summary>Adds or replaces a model; <paramref name="changed"/> is its last change in minutes after 2025.</summary>
    public JsonObject Add(string id, string? task, long downloads = 100, int changed = 0, string? card = null)
    {
        var model = new JsonObject
        {
            ["_id"] = $"{_models.Count:x24}",
            ["id"] = id,
            ["pipeline_tag"] = task,
            ["private"] = false,
            ["gated"] = false,
            ["downloads"] = downloads,
            ["likes"] = downloads / 100,
            ["lastModified"] = new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(changed).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
            ["library_name"] = "transformers",
            ["tags"] = new JsonArray("transformers", "license:mit", task),
            ["cardData"] = new JsonObject { ["language"] = "en", ["license"] = "mit", ["tags"] = new JsonArray("finance"), ["datasets"] = new JsonArray("imdb") },
            ["safetensors"] = new JsonObject { ["total"] = 1_000_000 + changed },
            ["config"] = new JsonObject { ["max_position_embeddings"] = 512 },
            ["inferenceProviderMapping"] = new JsonArray(new JsonObject
            {
                ["provider"] = "hf-inference",
                ["providerId"] = id,
                ["hfModelId"] = id,
                ["status"] = "live",
                ["task"] = task,
            }),
            [Hidden] = card ?? $"---\nlicense: mit\n---\n# {id}\n\nThis model was made for {task} of letters that customers write, number {changed}.\n",
        };
        _models[id] = model;
        _sorted.Clear();
        return model;
    }

    public void Remove(string id)
    {
        _models.Remove(id);
        _sorted.Clear();
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private async Task AnswerAsync(Received request, HttpContext context)
    {
        if (await Before(request, context))
        {
            return;
        }

        if (Token is not null && request.Key != $"Bearer {Token}")
        {
            await LoopbackServer.JsonAsync(context, """{"error":"Invalid credentials in Authorization header"}""", 401);
            return;
        }

        var query = QueryHelpers.ParseQuery(request.Query);
        var path = request.Path.Trim('/');
        if (path == "api/models")
        {
            await ListAsync(query, context);
        }
        else if (path.EndsWith("/resolve/main/README.md", StringComparison.Ordinal) && Find(path[..^"/resolve/main/README.md".Length]) is { } described)
        {
            await LoopbackServer.WriteAsync(context, "text/markdown", Encoding.UTF8.GetBytes((string)described[Hidden]!));
        }
        else if (path.StartsWith("api/models/", StringComparison.Ordinal) && Find(path["api/models/".Length..].Replace("/revision/HEAD", "", StringComparison.Ordinal)) is { } model)
        {
            var single = Expanded(model, query);
            if (single["inferenceProviderMapping"] is JsonArray mapping)
            {
                // In one model's description the mapping is an object by provider.
                single["inferenceProviderMapping"] = new JsonObject(mapping.Select(entry => KeyValuePair.Create((string)entry!["provider"]!, (JsonNode?)entry.DeepClone())));
            }

            await LoopbackServer.JsonAsync(context, single.ToJsonString());
        }
        else
        {
            await LoopbackServer.JsonAsync(context, """{"error":"Repository not found"}""", 404);
        }
    }

    private JsonObject? Find(string id) => _models.GetValueOrDefault(id);

    private Task ListAsync(Dictionary<string, Microsoft.Extensions.Primitives.StringValues> query, HttpContext context)
    {
        var size = Math.Min(query.TryGetValue("limit", out var limit) ? int.Parse(limit!, CultureInfo.InvariantCulture) : MostPerPage, MostPerPage);
        var from = query.TryGetValue("cursor", out var cursor) ? int.Parse(Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(cursor!)), CultureInfo.InvariantCulture) : 0;
        var found = Sorted(query.GetValueOrDefault("pipeline_tag"), query.GetValueOrDefault("sort").ToString());
        if (found.Count > from + size)
        {
            var next = QueryHelpers.AddQueryString(
                $"{Url}/api/models",
                query.Where(pair => pair.Key != "cursor").SelectMany(pair => pair.Value.Select(value => KeyValuePair.Create(pair.Key, value)))
                    .Append(KeyValuePair.Create("cursor", (string?)WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes((from + size).ToString(CultureInfo.InvariantCulture))))));
            context.Response.Headers.Link = $"<{next}>; rel=\"next\"";
        }

        return LoopbackServer.JsonAsync(context, new JsonArray([.. found.Skip(from).Take(size).Select(model => Expanded(model, query))]).ToJsonString());
    }

    private List<JsonObject> Sorted(string? task, string sort)
    {
        lock (_sorted)
        {
            if (!_sorted.TryGetValue($"{task} {sort}", out var sorted))
            {
                var found = _models.Values.Where(model => task is null || (string?)model["pipeline_tag"] == task);
                _sorted[$"{task} {sort}"] = sorted =
                [
                    .. sort switch
                    {
                        "downloads" => found.OrderByDescending(model => (long)model["downloads"]!),
                        "lastModified" => found.OrderByDescending(model => (string)model["lastModified"]!, StringComparer.Ordinal),
                        _ => found,
                    },
                ];
            }

            return sorted;
        }
    }

    private static JsonObject Expanded(JsonObject model, Dictionary<string, Microsoft.Extensions.Primitives.StringValues> query)
    {
        string?[] wanted = [.. s_always, .. query.GetValueOrDefault("expand"), .. query.GetValueOrDefault("expand[]")];
        return new JsonObject(model.Where(member => member.Key != Hidden && wanted.Contains(member.Key)).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
    }
}
