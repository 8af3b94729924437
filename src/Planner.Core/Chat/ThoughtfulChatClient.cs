using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Planner.Chat;

/// <summary>
/// Makes sure that what a model thinks is never taken for what it says, whatever client is behind: thoughts in tags become
/// <see cref="TextReasoningContent"/>. In a stream only tags that are opened can be known; in a whole reply also a lone closing tag.
/// </summary>
public sealed class ThoughtfulChatClient(IChatClient inner) : DelegatingChatClient(inner)
{
    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var response = await base.GetResponseAsync(messages, options, cancellationToken);
        foreach (var message in response.Messages)
        {
            message.Contents = [.. message.Contents.SelectMany(content => content is TextContent said ? ThinkTags.Split(said.Text) : [content])];
        }

        return response;
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var tags = new ThinkTags();
        ChatResponseUpdate? last = null;
        await foreach (var update in base.GetStreamingResponseAsync(messages, options, cancellationToken))
        {
            var contents = update.Contents.SelectMany(content => content is TextContent said ? tags.Read(said.Text) : [content]).ToList();
            update.Contents = update.FinishReason is null ? contents : [.. contents.Where(IsSaid), .. tags.End(), .. contents.Where(content => !IsSaid(content))];
            last = update;
            yield return update;
        }

        if (tags.End().ToList() is { Count: > 0 } held)
        {
            yield return new ChatResponseUpdate(last?.Role ?? ChatRole.Assistant, held) { ResponseId = last?.ResponseId, MessageId = last?.MessageId, ModelId = last?.ModelId };
        }
    }

    private static bool IsSaid(AIContent content) => content is TextContent or TextReasoningContent;
}
