using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Planner.Chat;

/// <summary>
/// Makes sure that what a model thinks is never taken for what it says, whatever client is behind: thoughts in tags become
/// <see cref="TextReasoningContent"/>. A closing tag without an opening one counts too: until it is known whether a model begins with a thought that it
/// does not open, a reply that begins with words is held back to its end, once; without <paramref name="habits"/> to remember it by, only whole
/// replies are read so.
/// </summary>
/// <param name="inner">The client behind.</param>
/// <param name="habits">Remembers how models think; null: nothing does.</param>
public sealed class ThoughtfulChatClient(IChatClient inner, IThinkingHabits? habits = null) : DelegatingChatClient(inner)
{
    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var response = await base.GetResponseAsync(messages, options, cancellationToken);
        foreach (var message in response.Messages)
        {
            var thinksElsewhere = message.Contents.Any(content => content is TextReasoningContent);
            message.Contents = [.. message.Contents.SelectMany(content => content is TextContent said ? Split(said.Text) : [content])];

            IReadOnlyList<AIContent> Split(string text)
            {
                var (contents, began) = ThinkTags.Split(text);
                Learn(response.ModelId ?? options?.ModelId, thinksElsewhere ? began ?? false : began);
                return contents;
            }
        }

        return response;
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ThinkTags? tags = null;
        ChatResponseUpdate? last = null;
        string? id = null;
        await foreach (var update in base.GetStreamingResponseAsync(messages, options, cancellationToken))
        {
            id = update.ModelId ?? id ?? options?.ModelId;
            tags ??= new ThinkTags(habits is null ? false : habits.BeginsWithThought(id ?? ""));
            if (update.Contents.Any(content => content is TextReasoningContent))
            {
                tags.ThinksElsewhere();
            }

            var contents = update.Contents.SelectMany(content => content is TextContent said ? tags.Read(said.Text) : [content]).ToList();
            update.Contents = update.FinishReason is null ? contents
                : [.. contents.Where(IsSaid), .. tags.End(update.FinishReason == ChatFinishReason.Length), .. contents.Where(content => !IsSaid(content))];
            last = update;
            yield return update;
        }

        var held = tags?.End().ToList() ?? [];
        Learn(id, tags?.Began);
        if (held.Count > 0)
        {
            yield return new ChatResponseUpdate(last?.Role ?? ChatRole.Assistant, held) { ResponseId = last?.ResponseId, MessageId = last?.MessageId, ModelId = last?.ModelId };
        }
    }

    private void Learn(string? modelId, bool? began)
    {
        if (began is { } begins && habits is not null && habits.BeginsWithThought(modelId ?? "") != begins)
        {
            habits.Learn(modelId ?? "", begins);
        }
    }

    private static bool IsSaid(AIContent content) => content is TextContent or TextReasoningContent;
}
