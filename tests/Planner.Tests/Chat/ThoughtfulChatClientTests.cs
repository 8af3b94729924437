using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Planner.Chat;

namespace Planner.Tests.Chat;

public sealed class ThoughtfulChatClientTests
{
    [Theory]
    [InlineData("<think>Hm, a plan.</think>\n\n{\"id\":\"s1\"}", "Hm, a plan.", "{\"id\":\"s1\"}")]
    [InlineData("  <THINKING>a < b</THINKING>yes", "a < b", "yes")]
    [InlineData("First.\n<think>wait</think>\nSecond.", "wait", "First.\n\nSecond.")]
    [InlineData("<think>never closed", "never closed", "")]
    [InlineData("<think></think>said", "", "said")]
    [InlineData("What does <think> mean?", "", "What does <think> mean?")]
    [InlineData("<thin", "", "<thin")]
    [InlineData("plain 🌞 text\nof two lines", "", "plain 🌞 text\nof two lines")]
    public async Task Stream_CutAnywhere_TellsThoughtsFromText(string reply, string thought, string text)
    {
        for (var size = 1; size <= reply.Length; size++)
        {
            var updates = await StreamAsync(reply.Chunk(size).Select(chunk => new string(chunk)));

            Thoughts(updates.SelectMany(update => update.Contents)).ShouldBe(thought);
            string.Concat(updates.Select(update => update.Text)).ShouldBe(text);
            updates[^1].FinishReason.ShouldBe(ChatFinishReason.Stop);
        }
    }

    [Fact]
    public async Task Stream_HeldBackBeginningOfATag_ComesBeforeTheEnd()
    {
        var updates = await StreamAsync(["One\n<t"]);

        updates[^1].FinishReason.ShouldBe(ChatFinishReason.Stop);
        updates[^1].Text.ShouldBe("<t");
    }

    [Fact]
    public async Task Response_ClosingTagAlone_IsThoughtUpToThere()
    {
        using var client = new ThoughtfulChatClient(new Said(["The prompt opened the tag.</think>\nThe answer."]));

        var response = await client.GetResponseAsync("?", cancellationToken: TestContext.Current.CancellationToken);

        response.Text.ShouldBe("The answer.");
        Thoughts(response.Messages[0].Contents).ShouldBe("The prompt opened the tag.");
    }

    private static async Task<List<ChatResponseUpdate>> StreamAsync(IEnumerable<string> pieces)
    {
        using var client = new ThoughtfulChatClient(new Said(pieces));
        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in client.GetStreamingResponseAsync("?", cancellationToken: TestContext.Current.CancellationToken))
        {
            updates.Add(update);
        }

        return updates;
    }

    private static string Thoughts(IEnumerable<AIContent> contents) => string.Concat(contents.OfType<TextReasoningContent>().Select(thought => thought.Text));

    private sealed class Said(IEnumerable<string> pieces) : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, string.Concat(pieces))));

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            foreach (var piece in pieces)
            {
                yield return new ChatResponseUpdate(ChatRole.Assistant, piece);
            }

            yield return new ChatResponseUpdate { FinishReason = ChatFinishReason.Stop };
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
