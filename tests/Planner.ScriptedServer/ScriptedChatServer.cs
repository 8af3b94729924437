using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Planner.ScriptedServer;

/// <summary>
/// An OpenAI-compatible server on loopback, real Kestrel, that says what it is told to and misbehaves on demand. Replies are looked for in
/// this order: what the server refuses by its settings, <see cref="Next"/>, the first rule (<c>When</c>) that fits, the built-in
/// answers of <c>/models</c> and <c>/embeddings</c>, <see cref="Otherwise"/>. Where servers tell of their models in their own ways (<c>/api/show</c>,
/// <c>/props</c> …) only rules answer, and such requests are not noted.
/// </summary>
public sealed class ScriptedChatServer : IAsyncDisposable
{
    // How Ollama, llama.cpp, LM Studio and TGI tell of their models.
    private static readonly string[] OwnWays = ["/api/show", "/api/ps", "/props", "/api/v0/models", "/info"];
    private readonly WebApplication _app;
    private readonly TimeProvider _clock;
    private readonly ConcurrentQueue<ScriptedReply> _next = new();
    private readonly List<(Func<ScriptedRequest, bool> Fits, Queue<Func<ScriptedRequest, ScriptedReply>> Replies)> _rules = [];
    private readonly List<ScriptedRequest> _requests = [];
    private readonly List<(int Count, TaskCompletionSource Arrived)> _waiting = [];
    private readonly Lock _gate = new();

    private ScriptedChatServer(WebApplication app, TimeProvider clock) => (_app, _clock) = (app, clock);

    /// <summary>Where it listens, with <c>/v1</c>.</summary>
    public Uri BaseUrl => new(new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()), "v1");

    /// <summary>The key that it wants as a bearer token or as <c>api-key</c>; null: anyone may call.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Members of a chat's body that it refuses with 400, as a server that does not know them: <c>response_format</c>, <c>max_tokens</c> ….</summary>
    public ISet<string> Refuses { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>How many tokens a prompt may have; a longer one is refused with 400 as OpenAI words it.</summary>
    public int? ContextTokens { get; set; }

    /// <summary>What <c>/models</c> lists; null: 404.</summary>
    public IReadOnlyList<JsonObject>? Models { get; set; } = [new() { ["id"] = "scripted", ["object"] = "model" }];

    /// <summary>What a chat gets that no rule is for.</summary>
    public Func<ScriptedRequest, ScriptedReply> Otherwise { get; set; } = _ => "Hello.";

    /// <summary>All requests, in the order in which they came.</summary>
    public IReadOnlyList<ScriptedRequest> Requests
    {
        get
        {
            lock (_gate)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>The chats among them.</summary>
    public IReadOnlyList<ScriptedRequest> Chats => [.. Requests.Where(request => request.IsChat)];

    /// <summary>Starts a server.</summary>
    /// <param name="port">0: any that is free.</param>
    /// <param name="clock">The clock for <see cref="ScriptedReply.TokensPerSecond"/>.</param>
    public static async Task<ScriptedChatServer> StartAsync(int port = 0, TimeProvider? clock = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.Limits.MaxRequestBodySize = null;
        });
        var server = new ScriptedChatServer(builder.Build(), clock ?? TimeProvider.System);
        server._app.Run(server.HandleAsync);
        await server._app.StartAsync();
        return server;
    }

    /// <summary>About as many tokens as a model would count.</summary>
    public static int CountTokens(string text) => (text.Length + 3) / 4;

    /// <summary>Replies for the next requests, one each, before any rule.</summary>
    public ScriptedChatServer Next(params ScriptedReply[] replies)
    {
        foreach (var reply in replies)
        {
            _next.Enqueue(reply);
        }

        return this;
    }

    /// <summary>Replies for requests that fit: one after another, the last one from then on.</summary>
    public ScriptedChatServer When(Func<ScriptedRequest, bool> fits, params ScriptedReply[] replies) =>
        When(fits, [.. replies.Select(reply => (Func<ScriptedRequest, ScriptedReply>)(_ => reply))]);

    /// <summary>Replies for requests that fit, made from the request.</summary>
    public ScriptedChatServer When(Func<ScriptedRequest, bool> fits, params Func<ScriptedRequest, ScriptedReply>[] replies)
    {
        lock (_gate)
        {
            _rules.Add((fits, new(replies)));
        }

        return this;
    }

    /// <summary>Completes when so many requests have come.</summary>
    public Task ReceivedAsync(int count)
    {
        lock (_gate)
        {
            if (_requests.Count >= count)
            {
                return Task.CompletedTask;
            }

            var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((count, arrived));
            return arrived.Task;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task HandleAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        var request = new ScriptedRequest(
            http.Request.Method,
            http.Request.Path,
            http.Request.QueryString.Value ?? "",
            http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.ToArray());
        var reply = Note(request);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, _app.Lifetime.ApplicationStopping);
        try
        {
            await new ReplyWriter(http, request, reply, request.Json["model"]?.ToString() ?? "scripted", _clock).WriteAsync(stop.Token);
        }
        catch (OperationCanceledException)
        {
            // The caller is gone, or was sent away.
            http.Abort();
        }
    }

    private ScriptedReply Note(ScriptedRequest request)
    {
        List<TaskCompletionSource> arrived;
        ScriptedReply reply;
        lock (_gate)
        {
            // Whoever does not say that it is such a server is asked all the same, which is nobody's concern.
            if (OwnWays.Contains(request.Path) && ByRule(request) is var own)
            {
                return own ?? ScriptedReply.Error(404, $"There is no {request.Path} here.", "not_found");
            }

            _requests.Add(request);
            reply = Refusal(request) ?? (_next.TryDequeue(out var next) ? next : null) ?? ByRule(request) ?? BuiltIn(request) ?? Otherwise(request);
            arrived = [.. _waiting.Where(wait => wait.Count <= _requests.Count).Select(wait => wait.Arrived)];
            _waiting.RemoveAll(wait => wait.Count <= _requests.Count);
        }

        arrived.ForEach(one => one.SetResult());
        return reply;
    }

    private ScriptedReply? Refusal(ScriptedRequest request)
    {
        if (ApiKey is { } key && request.Headers.GetValueOrDefault("Authorization") != $"Bearer {key}" && request.Headers.GetValueOrDefault("api-key") != key)
        {
            return ScriptedReply.Error(401, "Incorrect API key provided.", "invalid_api_key");
        }

        if (!request.IsChat)
        {
            return null;
        }

        if (Refuses.FirstOrDefault(request.Json.ContainsKey) is { } member)
        {
            return ScriptedReply.Error(400, $"Unsupported parameter: '{member}' is not supported with this model.", "unsupported_parameter", member);
        }

        var tokens = CountTokens(request.Prompt);
        return tokens > ContextTokens
            ? ScriptedReply.Error(
                400,
                string.Create(CultureInfo.InvariantCulture, $"This model's maximum context length is {ContextTokens} tokens. However, your messages resulted in {tokens} tokens. Please reduce the length of the messages."),
                "context_length_exceeded",
                "messages")
            : null;
    }

    private ScriptedReply? ByRule(ScriptedRequest request)
    {
        var replies = _rules.FirstOrDefault(rule => rule.Fits(request)).Replies;
        return (replies is null ? null : replies.Count > 1 ? replies.Dequeue() : replies.Peek())?.Invoke(request);
    }

    private ScriptedReply? BuiltIn(ScriptedRequest request) => request.Path switch
    {
        "/v1/models" when Models is not null => ScriptedReply.Json(
            new JsonObject { ["object"] = "list", ["data"] = new JsonArray([.. Models.Select(model => model.DeepClone())]) }),
        "/v1/embeddings" => ScriptedEmbeddings.Reply(request),
        var path when !path.EndsWith("/chat/completions", StringComparison.Ordinal) => ScriptedReply.Error(404, $"There is no {path} here.", "not_found"),
        _ => null,
    };
}
