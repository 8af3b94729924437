using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Planner.Chat;
using Planner.Routing;
using Polly;
using Polly.Retry;

namespace Planner.Inference.OpenAI;

/// <summary>
/// Calls one instance: its addresses, its key, what its errors mean, and trying again. Plain HTTP and not OpenAI's own library: of that only the
/// raw calls would be left, since its typed ones end a stream cleanly that was cut and throw on values that they do not know.
/// </summary>
internal sealed partial class OpenAIEndpoint : IDisposable
{
    private const int MaxErrorBytes = 64 * 1024;

    // What is shorter is no secret, and would blacken harmless words.
    private const int ShortestSecret = 8;
    private readonly SecretReference? _key;
    private readonly List<(string Name, SecretReference Value)> _headers;
    private readonly Lazy<HttpClient> _http;
    private readonly ResiliencePipeline _retries;
    private readonly ErrorReader _errors;
    private readonly ILogger _logger;

    public OpenAIEndpoint(BackendInstance instance, EndpointServices services)
    {
        Instance = instance;
        Clock = services.Clock;
        Address = new OpenAIAddress(instance);
        Memory = services.Memory;
        _logger = services.Logger;
        _key = SecretReference.From(instance.Key, services.Environment);
        _headers = [.. instance.Headers.Select(header => (header.Key, SecretReference.From(header.Value, services.Environment)!)).Where(header => header.Item2 is not null)];
        _http = new Lazy<HttpClient>(() => InstanceHttp.Create(instance));
        _errors = new ErrorReader(Where, Clock, Redact);
        _retries = instance.Limits.Retries == 0 ? ResiliencePipeline.Empty : Retrying(services.Chance);
    }

    public BackendInstance Instance { get; }

    public OpenAIAddress Address { get; }

    public EndpointMemory Memory { get; }

    public TimeProvider Clock { get; }

    public ErrorReader Errors => _errors;

    /// <summary>The instance as messages name it.</summary>
    public string Where => $"{Instance.Name} ({Instance.BaseUrl.Authority})";

    /// <summary>What the limit of a reply is called there, as far as is known: OpenAI and Azure want the newer name.</summary>
    public string LimitOf(string model)
    {
        const string Old = "max_tokens";
        const string New = "max_completion_tokens";
        var isNew = Address.IsAzure || Instance.BaseUrl.IdnHost.EndsWith("openai.com", StringComparison.OrdinalIgnoreCase);
        return isNew != Memory.Of(Instance, model).Refused.Contains(isNew ? New : Old) ? New : Old;
    }

    /// <summary>Does something that may be done again when it fails in passing.</summary>
    public async Task<T> TryAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        await _retries.ExecuteAsync(async token => await call(token), cancellationToken);

    /// <summary>Sends a request once.</summary>
    /// <returns>The response, successful, its body not yet read.</returns>
    /// <exception cref="EndpointException">It failed.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, Uri address, HttpContent? content, IReadOnlyCollection<string> sent, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, address) { Content = content };
        Authorize(request);
        var response = await CatchAsync(() => _http.Value.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken));
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            var body = await CatchAsync(() => HeadAsync(response, cancellationToken));
            throw _errors.Of(response.StatusCode, body, response.Headers, sent);
        }
    }

    /// <summary>Sends JSON and reads the whole reply, with retries, in the time for a first token; members that the server does not know are left out.</summary>
    public Task<(byte[] Content, string? MediaType)> PostAsync(string operation, string model, JsonObject body, CancellationToken cancellationToken) =>
        WholeAsync(HttpMethod.Post, Address.For(operation, model), model, refused => Content(Without(body, refused)), [.. body.Select(member => member.Key)], cancellationToken);

    /// <summary>Sends a form and reads the whole reply.</summary>
    /// <param name="operation">The operation, such as <c>audio/transcriptions</c>.</param>
    /// <param name="model">The model.</param>
    /// <param name="form">Makes the form anew for every attempt, without the members that the server does not know.</param>
    /// <param name="sent">The form's members.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task<(byte[] Content, string? MediaType)> PostAsync(
        string operation, string model, Func<IReadOnlyList<string>, HttpContent> form, IReadOnlyCollection<string> sent, CancellationToken cancellationToken) =>
        WholeAsync(HttpMethod.Post, Address.For(operation, model), model, form, sent, cancellationToken);

    /// <summary>Reads JSON from an address; null: there is nothing there, or no JSON.</summary>
    public async Task<JsonElement?> GetAsync(Uri address, TimeSpan limit, JsonObject? body, CancellationToken cancellationToken)
    {
        try
        {
            return await InTimeAsync(
                limit,
                async token =>
                {
                    using var response = await SendAsync(body is null ? HttpMethod.Get : HttpMethod.Post, address, body is null ? null : Content(body), [], token);
                    return LenientJson.Parse(Encoding.UTF8.GetString(await CatchAsync(() => response.Content.ReadAsByteArrayAsync(token))));
                },
                cancellationToken);
        }
        catch (EndpointException exception) when (exception.Kind is ChatErrorKind.Refused)
        {
            return null;
        }
    }

    /// <summary>JSON as a body.</summary>
    public static HttpContent Content(JsonObject body)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, OpenAIJson.Context.JsonObject));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    /// <summary>Turns failures of the network into ours.</summary>
    public async Task<T> CatchAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (HttpRequestException exception)
        {
            throw Unreachable(exception);
        }
        catch (OperationCanceledException exception) when (exception.InnerException is TimeoutException)
        {
            throw new EndpointException(
                ChatErrorKind.Unreachable, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Where} took no connection within {Instance.Limits.ConnectSeconds:0.#} s.") + " Check that it runs and that the base URL is right.", exception);
        }
        catch (IOException exception)
        {
            throw new EndpointException(ChatErrorKind.Broken, $"{Where} broke the connection off: {exception.Message}", exception) { Transient = true };
        }
    }

    /// <summary>A call took longer than it may.</summary>
    public EndpointException TimedOut(string what, double seconds, string setting) => new(
        ChatErrorKind.TimedOut, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Where} gave {what} within {seconds:0.#} s. Look whether it still works, or allow more: {setting}."));

    public void Dispose()
    {
        if (_http.IsValueCreated)
        {
            _http.Value.Dispose();
        }
    }

    private async Task<(byte[] Content, string? MediaType)> WholeAsync(
        HttpMethod method, Uri address, string model, Func<IReadOnlyList<string>, HttpContent> content, IReadOnlyCollection<string> sent, CancellationToken cancellationToken)
    {
        while (true)
        {
            var refused = Memory.Of(Instance, model).Refused;
            try
            {
                return await TryAsync(
                    retry => InTimeAsync(
                        TimeSpan.FromSeconds(Instance.Limits.FirstTokenSeconds),
                        async token =>
                        {
                            using var response = await SendAsync(method, address, content(refused), sent, token);
                            return (await CatchAsync(() => response.Content.ReadAsByteArrayAsync(token)), response.Content.Headers.ContentType?.MediaType);
                        },
                        retry),
                    cancellationToken);
            }
            catch (EndpointException exception) when (exception.Unsupported is { } member && !refused.Contains(member))
            {
                Memory.Refuse(Instance, model, member);
            }
        }
    }

    private async Task<T> InTimeAsync<T>(TimeSpan limit, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(limit, Clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await call(stop.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw TimedOut("no result", limit.TotalSeconds, "FirstTokenSeconds");
        }
    }

    private static JsonObject Without(JsonObject body, IReadOnlyList<string> refused)
    {
        var less = body.DeepClone().AsObject();
        foreach (var member in refused)
        {
            less.Remove(member);
        }

        return less;
    }

    private void Authorize(HttpRequestMessage request)
    {
        foreach (var (name, value) in _headers)
        {
            request.Headers.TryAddWithoutValidation(name, Read(value));
        }

        if (_key is null)
        {
            return;
        }

        var key = Read(_key);
        if (Address.IsAzure)
        {
            request.Headers.TryAddWithoutValidation("api-key", key);
        }
        else
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }
    }

    private string Redact(string text) => _headers.Select(header => header.Value).Append(_key).OfType<SecretReference>()
        .Aggregate(text, (clean, secret) => secret.TryRead(out var value, out _) && value.Length >= ShortestSecret ? clean.Replace(value, "…", StringComparison.Ordinal) : clean);

    private string Read(SecretReference secret) => secret.TryRead(out var value, out var problem)
        ? value
        : throw new EndpointException(ChatErrorKind.Unauthorized, $"There is no key for {Where}: {problem}");

    private static async Task<string> HeadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[MaxErrorBytes];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    private EndpointException Unreachable(HttpRequestException exception) => exception.HttpRequestError switch
    {
        HttpRequestError.SecureConnectionError => new(
            ChatErrorKind.Unreachable, $"There is no safe connection to {Where}: {(exception.InnerException ?? exception).Message} If its certificate is your own, name it with CaFile.", exception),
        HttpRequestError.NameResolutionError => new(ChatErrorKind.Unreachable, $"The host of {Where} is not known. Check the base URL and the network.", exception),
        HttpRequestError.ResponseEnded or HttpRequestError.InvalidResponse or HttpRequestError.Unknown =>
            new(ChatErrorKind.Broken, $"{Where} broke the connection off: {exception.Message}", exception) { Transient = true },
        _ => new(ChatErrorKind.Unreachable, $"{Where} can't be reached: {(exception.InnerException ?? exception).Message.TrimEnd('.')}. Check that it runs and that the base URL is right.", exception) { Transient = true },
    };

    private ResiliencePipeline Retrying(Random chance) => new ResiliencePipelineBuilder { TimeProvider = Clock }
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Exception is EndpointException { Transient: true } failure
                && (failure.RetryAfter ?? TimeSpan.Zero).TotalSeconds <= Instance.Limits.MaxWaitSeconds),
            MaxRetryAttempts = Instance.Limits.Retries,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromSeconds(0.5),
            MaxDelay = TimeSpan.FromSeconds(Math.Max(Instance.Limits.MaxWaitSeconds, 0.5)),
            Randomizer = chance.NextDouble,
            // What the server asks for, and a little of one's own so that not all who were sent away come back at once; else the backoff.
            DelayGenerator = arguments => ValueTask.FromResult(
                (arguments.Outcome.Exception as EndpointException)?.RetryAfter is { } wait ? wait + TimeSpan.FromSeconds(chance.NextDouble() * 0.25) : (TimeSpan?)null),
            OnRetry = arguments =>
            {
                TriedAgain(_logger, Where, arguments.RetryDelay.TotalSeconds, arguments.Outcome.Exception?.Message ?? "");
                return ValueTask.CompletedTask;
            },
        })
        .Build();

    [LoggerMessage(LogLevel.Information, "{Where} is called again in {Seconds:F1} s: {Reason}")]
    private static partial void TriedAgain(ILogger logger, string where, double seconds, string reason);
}
