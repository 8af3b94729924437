using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Planner.Inference.OpenAI;

/// <summary>
/// A chat model at any endpoint that speaks OpenAI's protocol. Always streams. What the endpoint does not know (JSON schemas, <c>stream_options</c>,
/// one of the two names of the token limit) is found out by its refusal, once, and remembered.
/// </summary>
internal sealed class OpenAIChatClient(OpenAIEndpoint endpoint, string? model) : IChatClient
{
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
