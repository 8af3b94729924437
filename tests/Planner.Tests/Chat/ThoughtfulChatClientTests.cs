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
    [InlineData("[THINK]Hm.[/THINK]Yes.", "Hm.", "Yes.")]
    [InlineData("<seed:think>Hm.</seed:think>Yes.", "Hm.", "Yes.")]
    [InlineData("<|channel|>analysis<|message|>Hm.<|end|><|start|>assistant<|channel|>final<|message|>Yes.", "Hm.<|end|><|start|>assistant", "Yes.")]
    [InlineData("[1, 2] is a list", "", "[1, 2] is a list")]
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

    [Theory]
    [InlineData("Hm, {\"id\":\"s9\"}?\n</think>\n\n{\"id\":\"s1\"}", "Hm, {\"id\":\"s9\"}?\n", "{\"id\":\"s1\"}", true)]
    [InlineData("Hm.[/THINK]Yes.", "Hm.", "Yes.", true)]
    [InlineData("Just words.", "", "Just words.", false)]
    [InlineData("First.\n<think>wait</think>\nSecond.", "wait", "First.\n\nSecond.", false)]
    [InlineData("<think>Hm.</think>Yes.", "Hm.", "Yes.", false)]
    [InlineData("{\"id\":\"s1\"}", "", "{\"id\":\"s1\"}", null)]
    public async Task Stream_OfAModelThatIsNotKnownYet_IsReadToItsEndAndRemembered(string reply, string thought, string text, bool? remembered)
    {
        for (var size = 1; size <= reply.Length; size++)
        {
            var habits = new Habits();
            var updates = await StreamAsync(reply.Chunk(size).Select(chunk => new string(chunk)), habits);

            Thoughts(updates.SelectMany(update => update.Contents)).ShouldBe(thought);
            string.Concat(updates.Select(update => update.Text)).ShouldBe(text);
            habits.Known.ShouldBe(remembered);
        }
    }

    [Fact]
    public async Task Stream_OfAModelKnownToBeginWithText_IsNotHeldBack() =>
        (await StreamAsync(["One ", "two."], new Habits { Known = false }))[0].Text.ShouldBe("One ");

    [Theory]
    [InlineData("Hm.</think>Yes.", "stop", "Hm.", "Yes.", true)]
    [InlineData("{\"id\":\"s1\"}", "stop", "", "{\"id\":\"s1\"}", true)]
    [InlineData("Hm, so", "length", "Hm, so", "", true)]
    [InlineData("It thinks no more.", "stop", "", "It thinks no more.", false)]
    public async Task Stream_OfAModelKnownToBeginWithAThought_GivesWhatIsSaidAfterIt(string reply, string finish, string thought, string text, bool remembered)
    {
        var habits = new Habits { Known = true };

        var updates = await StreamAsync([reply], habits, new ChatFinishReason(finish));

        Thoughts(updates.SelectMany(update => update.Contents)).ShouldBe(thought);
        string.Concat(updates.Select(update => update.Text)).ShouldBe(text);
        habits.Known.ShouldBe(remembered);
    }

    private static async Task<List<ChatResponseUpdate>> StreamAsync(IEnumerable<string> pieces, IThinkingHabits? habits = null, ChatFinishReason? finish = null)
    {
        using var client = new ThoughtfulChatClient(new Said(pieces, finish), habits);
        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in client.GetStreamingResponseAsync("?", cancellationToken: TestContext.Current.CancellationToken))
        {
            updates.Add(update);
        }

        return updates;
    }

    private static string Thoughts(IEnumerable<AIContent> contents) => string.Concat(contents.OfType<TextReasoningContent>().Select(thought => thought.Text));

    private sealed class Said(IEnumerable<string> pieces, ChatFinishReason? finish = null) : IChatClient
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

            yield return new ChatResponseUpdate { FinishReason = finish ?? ChatFinishReason.Stop };
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }

    private sealed class Habits : IThinkingHabits
    {
        public bool? Known { get; set; }

        public bool? BeginsWithThought(string modelId) => Known;

        public void Learn(string modelId, bool begins) => Known = begins;
    }
}
