using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Planner.Chat;

namespace Planner.Inference.OpenAI;

/// <summary>
/// A chat model at any endpoint that speaks OpenAI's protocol. Always streams. What the endpoint does not know (JSON schemas, <c>stream_options</c>,
/// one of the two names of the token limit) is found out by its refusal, once, and remembered.
/// </summary>
/// <param name="endpoint">The endpoint.</param>
/// <param name="model">The model; null: chosen from its list.</param>
/// <param name="contextTokens">How many tokens prompt and reply may have together, where that was configured; null: what the server tells.</param>
internal sealed class OpenAIChatClient(OpenAIEndpoint endpoint, string? model, int? contextTokens = null) : IChatClient
{
    private static readonly TokenCounter Counter = new();
    private readonly ChatClientMetadata _metadata = new("openai", endpoint.Instance.BaseUrl, model);

    /// <inheritdoc/>
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        List<ChatMessage> conversation = [.. messages];
        await using var reply = await SurfaceAsync(() => OpenAsync(conversation, options, cancellationToken));
        while (await SurfaceAsync(reply.NextAsync) is { } update)
        {
            yield return update;
        }
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null : serviceType == typeof(ChatClientMetadata) ? _metadata : serviceType.IsInstanceOfType(this) ? this : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        // The endpoint is shared, and closed by those who opened it.
    }

    private async Task<ChatReply> OpenAsync(List<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
    {
        var id = options?.ModelId ?? model ?? await EndpointDiscovery.ModelAsync(endpoint, cancellationToken);
        if (contextTokens is null)
        {
            await EndpointDiscovery.MeetAsync(endpoint, id, cancellationToken);
            Measure(id, messages, options?.MaxOutputTokens);
        }

        while (true)
        {
            var refused = endpoint.Memory.Of(endpoint.Instance, id).Refused;
            var body = ChatRequestWriter.Write(id, messages, options, refused, endpoint.LimitOf(id));
            try
            {
                return await endpoint.TryAsync(_ => ChatReply.OpenAsync(endpoint, id, body, cancellationToken), cancellationToken);
            }
            catch (EndpointException exception) when (exception.Unsupported is { } member && !refused.Contains(member))
            {
                endpoint.Memory.Refuse(endpoint.Instance, id, member);
            }
            catch (EndpointException exception) when (exception.ContextTokens is { } tokens)
            {
                endpoint.Memory.Learn(endpoint.Instance, id, facts => facts with { ContextTokens = tokens });
                throw;
            }
        }
    }

    /// <summary>Refuses in the server's place what it would cut: the instructions would be gone first, and nobody would know.</summary>
    private void Measure(string id, List<ChatMessage> messages, int? replyTokens)
    {
        // A reply needs its place too, a quarter where it is not said how much.
        if (endpoint.Memory.Of(endpoint.Instance, id) is { CutsPrompts: true, Room: { } room }
            && messages.Sum(message => Counter.Count(message.Text)) is var tokens && tokens + Math.Min(replyTokens ?? room, room / 4) > room)
        {
            throw new EndpointException(
                ChatErrorKind.ContextTooLong,
                $"The prompt has about {tokens} tokens, and '{id}' at {endpoint.Where} takes {room}: the server would cut it without a word. Give the model more there (for Ollama OLLAMA_CONTEXT_LENGTH, or num_ctx in its Modelfile).")
            { ContextTokens = room, IsRequestAtFault = true };
        }
    }

    private static async Task<T> SurfaceAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (EndpointException exception)
        {
            throw exception.ToChatException();
        }
    }
}
