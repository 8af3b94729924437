using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Planner.Chat;
using Planner.ScriptedServer;

namespace Planner.IntegrationTests.OpenAI;

/// <summary>What is made of replies, good and bad.</summary>
public sealed class ChatReplyTests : IAsyncLifetime
{
    private ChatHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await ChatHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Ask_GoodReply_HasTextUsageAndWhatWasAsked()
    {
        _host.Server.Otherwise = _ => "Guten Morgen, Мир 🌞";

        var response = await _host.AskAsync("Greet", new ChatOptions { Temperature = 0.1f, MaxOutputTokens = 50, StopSequences = ["END"], Seed = 7 });

        response.Text.ShouldBe("Guten Morgen, Мир 🌞");
        response.FinishReason.ShouldBe(ChatFinishReason.Stop);
        response.ModelId.ShouldBe(ChatHost.Model);
        response.Usage!.InputTokenCount.ShouldBe(2);
        response.Usage.OutputTokenCount!.Value.ShouldBeGreaterThan(3);
        var sent = _host.Server.Chats.ShouldHaveSingleItem().Json;
        sent["temperature"]!.ToJsonString().ShouldBe("0.1");
        sent["max_tokens"]!.GetValue<int>().ShouldBe(50);
        sent["seed"]!.GetValue<int>().ShouldBe(7);
        sent["stop"]![0]!.GetValue<string>().ShouldBe("END");
        sent["stream_options"]!["include_usage"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task Cost_PriceKnown_IsOfTheTokens()
    {
        var model = _host.Controller(options => (options.InputUsdPerMillion, options.OutputUsdPerMillion) = (2, 10));

        model.CostOf(new UsageDetails { InputTokenCount = 1_000_000, OutputTokenCount = 500_000 }).ShouldBe(7);
    }

    [Fact]
    public async Task Stream_TokenByToken_ComesWhileTheServerStillSpeaks()
    {
        var second = new TaskCompletionSource();
        _host.Server.Otherwise = _ => new ScriptedReply { Text = "one two", Gate = (token, _) => token == 1 ? second.Task : Task.CompletedTask };

        var heard = "";
        await foreach (var update in _host.Controller().Client.GetStreamingResponseAsync("Count", cancellationToken: TestContext.Current.CancellationToken))
        {
            heard += update.Text;
            // Had the client waited for all of it, the server would wait for ever.
            second.TrySetResult();
        }

        heard.ShouldBe("one two");
    }

    [Theory]
    [InlineData("reasoning_content")]
    [InlineData("reasoning")]
    public async Task Ask_Thoughts_AreNeverText(string field)
    {
        _host.Server.Otherwise = _ => new ScriptedReply { Reasoning = "Let me see …", ReasoningField = field, Text = "<think>more</think>Four." };

        var response = await _host.AskAsync("2+2?");

        response.Text.ShouldBe("Four.");
        string.Concat(response.Messages[0].Contents.OfType<TextReasoningContent>().Select(thought => thought.Text)).ShouldBe("Let me see …more");
    }

    [Fact]
    public async Task Ask_ToolCall_IsAFunctionCall()
    {
        _host.Server.Otherwise = _ => new ScriptedReply { FinishReason = "tool_calls", ToolCalls = [new("plan", """{"steps":[1,2]}"""), new("note", "no json")] };

        var response = await _host.AskAsync();

        response.FinishReason.ShouldBe(ChatFinishReason.ToolCalls);
        var calls = response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>().ToList();
        calls.Select(call => call.Name).ShouldBe(["plan", "note"]);
        ((JsonElement)calls[0].Arguments!["steps"]!).GetArrayLength().ShouldBe(2);
        calls[1].Exception.ShouldNotBeNull();
        calls[1].RawRepresentation.ShouldBe("no json");
    }

    [Fact]
    public async Task Ask_ToolsAndResults_AreWritten()
    {
        var tool = AIFunctionFactory.Create((string city) => city, "weather", "The weather");
        await _host.Controller().Client.GetResponseAsync(
            [
                new ChatMessage(ChatRole.User, "Weather?"),
                new ChatMessage(ChatRole.Assistant, [new FunctionCallContent("c1", "weather", new Dictionary<string, object?> { ["city"] = "Oslo" })]),
                new ChatMessage(ChatRole.Tool, [new FunctionResultContent("c1", "rain")]),
            ],
            new ChatOptions { Tools = [tool], ToolMode = ChatToolMode.RequireAny },
            TestContext.Current.CancellationToken);

        var sent = _host.Server.Chats[0].Json;
        sent["tools"]![0]!["function"]!["name"]!.GetValue<string>().ShouldBe("weather");
        sent["tool_choice"]!.GetValue<string>().ShouldBe("required");
        var messages = sent["messages"]!.AsArray();
        messages[1]!["tool_calls"]![0]!["function"]!["arguments"]!.GetValue<string>().ShouldBe("""{"city":"Oslo"}""");
        messages[2]!.ToJsonString().ShouldBe("""{"role":"tool","tool_call_id":"c1","content":"rain"}""");
    }

    [Fact]
    public async Task Ask_Image_GoesAlong()
    {
        await _host.Controller().Client.GetResponseAsync(
            [new ChatMessage(ChatRole.User, [new TextContent("What?"), new DataContent(new byte[] { 1, 2, 3 }, "image/png"), new UriContent("https://example.org/a.png", "image/png")])],
            cancellationToken: TestContext.Current.CancellationToken);

        var parts = _host.Server.Chats[0].Json["messages"]![0]!["content"]!.AsArray();
        parts[0]!["text"]!.GetValue<string>().ShouldBe("What?");
        parts[1]!["image_url"]!["url"]!.GetValue<string>().ShouldBe("data:image/png;base64,AQID");
        parts[2]!["image_url"]!["url"]!.GetValue<string>().ShouldBe("https://example.org/a.png");
    }

    [Theory]
    [InlineData("length", "length")]
    [InlineData("content_filter", "content_filter")]
    [InlineData("eos", "stop")]
    [InlineData("because", "because")]
    public async Task Ask_FinishReason_KnownOrNot_IsTaken(string reason, string expected)
    {
        _host.Server.Otherwise = _ => new ScriptedReply { Text = "Hi", FinishReason = reason, Role = "oracle" };

        var response = await _host.AskAsync();

        response.FinishReason!.Value.Value.ShouldBe(expected);
        response.Text.ShouldBe("Hi");
        response.Messages[0].Role.Value.ShouldBe("oracle");
    }

    [Fact]
    public async Task Ask_NoFinishReasonButEndMark_IsComplete()
    {
        _host.Server.Otherwise = _ => new ScriptedReply { Text = "Hi", FinishReason = null };

        (await _host.AskAsync()).Text.ShouldBe("Hi");
    }

    [Fact]
    public async Task Ask_FinishReasonButNoEndMark_IsComplete()
    {
        _host.Server.Otherwise = _ => new ScriptedReply { Text = "Hi", Done = false };

        (await _host.AskAsync()).Text.ShouldBe("Hi");
    }

    [Fact]
    public async Task Ask_EmptyReply_IsEmpty()
    {
        _host.Server.Otherwise = _ => "";

        var response = await _host.AskAsync();

        response.Text.ShouldBeEmpty();
        response.FinishReason.ShouldBe(ChatFinishReason.Stop);
    }

    [Fact]
    public async Task Ask_StreamWithoutAnyEnd_IsBroken()
    {
        _host.Server.Otherwise = _ => new ScriptedReply { Text = "Half a pl", FinishReason = null, Done = false };

        var failure = await _host.FailAsync();

        failure.Kind.ShouldBe(ChatErrorKind.Broken);
        failure.Message.ShouldContain("not complete");
        // What was heard can't be unsaid: it is not asked again.
        _host.Server.Chats.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Ask_ErrorInMidStream_IsBroken()
    {
        _host.Server.Otherwise = _ => new ScriptedReply { Text = "Half", StreamError = new JsonObject { ["message"] = "GPU on fire", ["code"] = 500 } };

        var failure = await _host.FailAsync();

        failure.Kind.ShouldBe(ChatErrorKind.Broken);
        failure.Message.ShouldContain("GPU on fire");
    }

    [Fact]
    public async Task Ask_ConnectionTornInMidReply_IsBroken()
    {
        _host.Server.Otherwise = _ => new ScriptedReply { Text = "A reply that nobody hears to its end.", CutAfterBytes = 1000 };

        (await _host.FailAsync(configure: options => options.Retries = 0)).Kind.ShouldBe(ChatErrorKind.Broken);
    }

    [Fact]
    public async Task Ask_EndsAtAnyByte_IsBrokenOrComplete()
    {
        const string Text = "{\"a\":1} ok";
        var size = await SizeAsync(Text);
        var complete = 0;
        for (var bytes = 0; bytes < size; bytes++)
        {
            _host.Server.Otherwise = _ => new ScriptedReply { Text = Text, EndAfterBytes = bytes };
            try
            {
                // Nothing shorter than the whole ever passes for it.
                (await _host.AskAsync(configure: options => options.Retries = 0)).Text.ShouldBe(Text);
                complete++;
            }
            catch (ChatException exception)
            {
                exception.Kind.ShouldBe(ChatErrorKind.Broken);
            }
        }

        complete.ShouldBeGreaterThan(0);
        complete.ShouldBeLessThan(size / 2);
    }

    [Fact]
    public async Task Ask_InvalidUtf8_IsReplacedAndNoFailure()
    {
        _host.Server.Otherwise = _ => new ScriptedReply
        {
            Text = "caf#",
            Garble = bytes => [.. bytes.Select(value => value == (byte)'#' ? (byte)0xE9 : value)],
        };

        (await _host.AskAsync()).Text.ShouldBe("caf\uFFFD");
    }

    [Fact]
    public async Task Ask_EmojiCutInTwoByTheServer_IsWhole()
    {
        _host.Server.Otherwise = _ => ScriptedReply.Bytes(
            Encoding.UTF8.GetBytes("""
                data: {"choices":[{"delta":{"content":"a\"\ud83c"}}]}

                data: {"choices":[{"delta":{"content":"\udf1e\n"},"finish_reason":"stop"}]}

                data: [DONE]


                """),
            "text/event-stream");

        (await _host.AskAsync()).Text.ShouldBe("a\"\U0001F31E\n");
    }

    [Fact]
    public async Task Ask_ServerThatDoesNotStream_IsUnderstood()
    {
        _host.Server.Otherwise = _ => ScriptedReply.Json(JsonNode.Parse("""
            {"choices":[{"message":{"role":"assistant","content":[{"type":"thinking","thinking":[{"type":"text","text":"hm"}]},{"type":"text","text":"Whole."}]}}],
             "usage":{"prompt_tokens":3,"completion_tokens":"5"}}
            """)!);

        var response = await _host.AskAsync();

        response.Text.ShouldBe("Whole.");
        response.Usage!.OutputTokenCount.ShouldBe(5);
        response.Messages[0].Contents.OfType<TextReasoningContent>().ShouldHaveSingleItem().Text.ShouldBe("hm");
    }

    [Theory]
    [InlineData("text/html", "<html>Welcome</html>", ChatErrorKind.Refused)]
    [InlineData("text/event-stream", "data: <nonsense>\n\n", ChatErrorKind.Broken)]
    [InlineData("application/json", "{\"error\":\"model not loaded\"}", ChatErrorKind.Broken)]
    public async Task Ask_NoReplyAtAll_SaysSo(string type, string body, ChatErrorKind kind)
    {
        _host.Server.Otherwise = _ => ScriptedReply.Bytes(Encoding.UTF8.GetBytes(body), type);

        (await _host.FailAsync(configure: options => options.Retries = 0)).Kind.ShouldBe(kind);
    }

    [Fact]
    public async Task Ask_RawPlansOfRealModels_ComeThroughUnchanged()
    {
        var plans = RawPlans.Read();
        Assert.SkipWhen(plans.Count == 0, "../shared/eval/llm-plans/dev.jsonl is not there.");
        var client = _host.Controller().Client;
        foreach (var (request, reply) in plans)
        {
            _host.Server.Next(reply);
            (await client.GetResponseAsync(request, cancellationToken: TestContext.Current.CancellationToken)).Text.ShouldBe(reply);
        }
    }

    private async Task<int> SizeAsync(string text)
    {
        var size = 0;
        _host.Server.Otherwise = _ => new ScriptedReply
        {
            Text = text,
            Garble = bytes =>
            {
                size += bytes.Length;
                return bytes;
            },
        };
        await _host.AskAsync();
        return size;
    }
}
