using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Planner.Chat;

namespace Planner.Tests.Testing;

/// <summary>A chat model that says what a test tells it to.</summary>
public sealed class FakeChatClient : IChatClient
{
    private readonly List<IReadOnlyList<ChatMessage>> _asked = [];

    /// <summary>Gives the pieces of a reply.</summary>
    public Func<IReadOnlyList<ChatMessage>, CancellationToken, IAsyncEnumerable<string>> Reply { get; set; } = (_, _) => Pieces("ok");

    /// <summary>Gives the pieces of a reply by the number of the call, from 0.</summary>
    public Func<int, IReadOnlyList<ChatMessage>, CancellationToken, IAsyncEnumerable<string>> WhenAsked
    {
        init => Reply = (asked, cancellationToken) => value(Asked.Count - 1, asked, cancellationToken);
    }

    /// <summary>The options of the last call.</summary>
    public ChatOptions? Options { get; private set; }

    /// <summary>What the endpoint counts for a prompt and a reply; null: it does not count.</summary>
    public Func<IReadOnlyList<ChatMessage>, UsageDetails>? Usage { get; set; }

    /// <summary>All prompts so far.</summary>
    public IReadOnlyList<IReadOnlyList<ChatMessage>> Asked
    {
        get
        {
            lock (_asked)
            {
                return [.. _asked];
            }
        }
    }

    /// <summary>It as a model of the cloud.</summary>
    public ChatModel Model => new("fake-model", this);

    /// <summary>One that always says this, in pieces of three characters.</summary>
    public static FakeChatClient Saying(string text) => new() { Reply = (_, _) => Pieces(text) };

    /// <summary>One that gives these replies, one a call, the last for all further ones, and counts 150 tokens for each.</summary>
    public static FakeChatClient Replying(params string[] replies) => new()
    {
        WhenAsked = (call, _, _) => Pieces(replies[Math.Min(call, replies.Length - 1)]),
        Usage = _ => new UsageDetails { InputTokenCount = 100, OutputTokenCount = 50, TotalTokenCount = 150 },
    };

    /// <summary>A text in pieces of three characters.</summary>
    public static async IAsyncEnumerable<string> Pieces(string text)
    {
        foreach (var piece in text.Chunk(3))
        {
            yield return new string(piece);
        }

        await Task.CompletedTask;
    }

    /// <summary>A text that breaks off.</summary>
    public static async IAsyncEnumerable<string> Breaking(string text, ChatErrorKind kind = ChatErrorKind.Broken, int? contextTokens = null)
    {
        await foreach (var piece in Pieces(text))
        {
            yield return piece;
        }

        throw new ChatException(kind, "The endpoint at http://localhost:1/v1 broke off. Try again.") { ContextTokens = contextTokens };
    }

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        IReadOnlyList<ChatMessage> asked = [.. messages];
        lock (_asked)
        {
            _asked.Add(asked);
        }

        Options = options;
        await foreach (var piece in Reply(asked, cancellationToken).WithCancellation(cancellationToken))
        {
            yield return new ChatResponseUpdate(ChatRole.Assistant, piece);
        }

        if (Usage is { } usage)
        {
            yield return new ChatResponseUpdate { Contents = [new UsageContent(usage(asked))] };
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
