using System.Net.ServerSentEvents;
using System.Text;
using Microsoft.Extensions.AI;
using Planner.Chat;

namespace Planner.Inference.OpenAI;

/// <summary>
/// A reply as it comes in. A server that falls silent, that ends without saying so, or that breaks off is an error and never the end of the reply.
/// Silence is measured only while a token is waited for, not while the caller works on the last one.
/// </summary>
internal sealed class ChatReply : IAsyncDisposable
{
    private readonly OpenAIEndpoint _endpoint;
    private readonly ChunkReader _chunks;
    private readonly CancellationToken _cancellationToken;
    private readonly CancellationTokenSource _patience;
    private readonly CancellationTokenSource _stop;
    private readonly Queue<ChatResponseUpdate> _ready = new();
    private HttpResponseMessage? _response;
    private IAsyncEnumerator<string>? _events;
    private bool _over;

    private ChatReply(OpenAIEndpoint endpoint, string model, CancellationToken cancellationToken)
    {
        _endpoint = endpoint;
        _cancellationToken = cancellationToken;
        _chunks = new ChunkReader(endpoint.Errors, endpoint.Where, model);
        _patience = new CancellationTokenSource(TimeSpan.FromSeconds(endpoint.Instance.Limits.FirstTokenSeconds), endpoint.Clock);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(_patience.Token, cancellationToken);
    }

    /// <summary>Asks, and reads up to the first token, so that whatever fails until then can be tried again.</summary>
    /// <exception cref="EndpointException">It failed.</exception>
    public static async Task<ChatReply> OpenAsync(OpenAIEndpoint endpoint, string model, System.Text.Json.Nodes.JsonObject body, CancellationToken cancellationToken)
    {
        var reply = new ChatReply(endpoint, model, cancellationToken);
        try
        {
            await reply.StartAsync(model, body);
            return reply;
        }
        catch
        {
            await reply.DisposeAsync();
            throw;
        }
    }

    /// <summary>The next piece; null: the reply is complete.</summary>
    /// <exception cref="EndpointException">It broke off or fell silent.</exception>
    public async Task<ChatResponseUpdate?> NextAsync()
    {
        if (_ready.Count == 0 && !_over)
        {
            _patience.CancelAfter(TimeSpan.FromSeconds(_endpoint.Instance.Limits.IdleSeconds));
            await FillAsync("no further token", _endpoint.Instance.Limits.IdleSeconds, "IdleSeconds");
        }

        return _ready.TryDequeue(out var update) ? update : null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_events is not null)
        {
            await _events.DisposeAsync();
        }

        _response?.Dispose();
        _stop.Dispose();
        _patience.Dispose();
    }

    private async Task StartAsync(string model, System.Text.Json.Nodes.JsonObject body)
    {
        const string What = "no token";
        var seconds = _endpoint.Instance.Limits.FirstTokenSeconds;
        _response = await InTimeAsync(
            async () => await _endpoint.SendAsync(
                HttpMethod.Post, _endpoint.Address.For("chat/completions", model), OpenAIEndpoint.Content(body), [.. body.Select(member => member.Key)], _stop.Token),
            What, seconds, "FirstTokenSeconds");
        _events = Events(_response).GetAsyncEnumerator(_stop.Token);
        await FillAsync(What, seconds, "FirstTokenSeconds");
    }

    private async Task FillAsync(string what, double seconds, string setting)
    {
        while (_ready.Count == 0 && !_over)
        {
            var more = await InTimeAsync(MoveAsync, what, seconds, setting);
            if (more && _chunks.Read(_events!.Current) is { } update)
            {
                _ready.Enqueue(update);
            }

            if (!more || _chunks.Ended)
            {
                _over = true;
                _ready.Enqueue(_chunks.End());
            }
        }

        _patience.CancelAfter(Timeout.InfiniteTimeSpan);
    }

    // What comes after the reason to finish is only the count of tokens: if that does not come, the reply is complete all the same.
    private async Task<bool> MoveAsync()
    {
        bool more;
        try
        {
            more = await _endpoint.CatchAsync(async () => await _events!.MoveNextAsync());
        }
        catch (Exception exception) when (_chunks.Complete && (exception is EndpointException || !_cancellationToken.IsCancellationRequested))
        {
            return false;
        }

        return more || _chunks.Complete ? more : throw new EndpointException(
            ChatErrorKind.Broken, $"{_endpoint.Where} ended its reply without a reason to finish and without an end mark: it is not complete.")
        { Transient = true };
    }

    private async Task<T> InTimeAsync<T>(Func<Task<T>> call, string what, double seconds, string setting)
    {
        try
        {
            return await call();
        }
        catch (OperationCanceledException) when (_patience.IsCancellationRequested && !_cancellationToken.IsCancellationRequested)
        {
            throw _endpoint.TimedOut(what, seconds, setting);
        }
    }

    private async IAsyncEnumerable<string> Events(HttpResponseMessage response)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(_stop.Token);
        switch (response.Content.Headers.ContentType?.MediaType)
        {
            case "application/json":
                // It can't stream, or will not: the reply in one piece, which is whole if it is JSON at all.
                using (var reader = new StreamReader(stream))
                {
                    yield return await reader.ReadToEndAsync(_stop.Token);
                    yield return ChunkReader.EndMark;
                }

                break;
            case "text/html":
                throw new EndpointException(ChatErrorKind.Refused, $"{_endpoint.Where} answered with a web page. Check the base URL; most end in /v1.");
            default:
                // Bytes that are no UTF-8 become the replacement character.
                await foreach (var item in SseParser.Create(stream, static (_, bytes) => Encoding.UTF8.GetString(bytes)).EnumerateAsync(_stop.Token))
                {
                    yield return item.Data;
                }

                break;
        }
    }
}
