using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Planner.Benchmarks.Planning;

/// <summary>The least that speaks to the scripted server: what is measured is the planner, not the client.</summary>
/// <param name="server">Its address.</param>
/// <param name="streams">Whether what has come is handed on at once, or the reply as a whole.</param>
internal sealed class SseChatClient(Uri server, bool streams) : IChatClient
{
    private readonly HttpClient _http = new();

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{server}/chat/completions")
        {
            Content = JsonContent.Create(new JsonObject
            {
                ["model"] = "scripted",
                ["stream"] = true,
                ["messages"] = new JsonArray([.. messages.Select(message => new JsonObject { ["role"] = message.Role.Value, ["content"] = message.Text })]),
            }),
        };
        request.Headers.ConnectionClose = true;
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        var whole = "";
        while (await lines.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith("data: {", StringComparison.Ordinal) && JsonNode.Parse(line[6..])?["choices"] is JsonArray { Count: > 0 } choices
                && choices[0]?["delta"]?["content"] is JsonValue piece)
            {
                whole += piece.ToString();
                if (streams)
                {
                    yield return new ChatResponseUpdate(ChatRole.Assistant, piece.ToString());
                }
            }
        }

        if (!streams)
        {
            yield return new ChatResponseUpdate(ChatRole.Assistant, whole);
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose() => _http.Dispose();
}
