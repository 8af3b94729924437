using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Planner.Tests.Testing;

/// <summary>A chat model whose replies each test sets, and which keeps what it was asked.</summary>
public sealed class FakeChatClient : IChatClient
{
    private readonly ConcurrentQueue<IReadOnlyList<ChatMessage>> _asked = new();

    /// <summary>The messages of every call, in the order begun.</summary>
    public IReadOnlyList<IReadOnlyList<ChatMessage>> Asked => [.. _asked];

    /// <summary>The options of the last call.</summary>
    public ChatOptions? Options { get; private set; }

    /// <summary>The pieces of the reply to the messages of a call, by its number from 0.</summary>
    public Func<int, IReadOnlyList<ChatMessage>, CancellationToken, IAsyncEnumerable<string>> WhenAsked { get; set; } = (_, _, _) => Pieces("");

    /// <summary>Gives these replies, one a call; the last for all further ones.</summary>
    public static FakeChatClient Replying(params string[] replies) => new() { WhenAsked = (call, _, _) => Pieces(replies[Math.Min(call, replies.Length - 1)]) };

    /// <summary>A reply in pieces of a few characters, as models write.</summary>
    public static async IAsyncEnumerable<string> Pieces(string reply)
    {
        await Task.CompletedTask;
        for (var at = 0; at < reply.Length; at += 4)
        {
            yield return reply.Substring(at, Math.Min(4, reply.Length - at));
        }
    }

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        IReadOnlyList<ChatMessage> asked = [.. messages];
        var call = _asked.Count;
        _asked.Enqueue(asked);
        Options = options;
        await foreach (var piece in WhenAsked(call, asked, cancellationToken).WithCancellation(cancellationToken))
        {
            yield return new ChatResponseUpdate(ChatRole.Assistant, piece);
        }

        yield return new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(new UsageDetails { InputTokenCount = 100, OutputTokenCount = 50, TotalTokenCount = 150 })]);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
