using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Planner.ScriptedServer;

namespace Planner.IntegrationTests.Testing;

/// <summary>The server that other tests stand on does what it is told.</summary>
public sealed class ScriptedChatServerTests : IAsyncDisposable
{
    private readonly HttpClient _http = new();
    private ScriptedChatServer? _server;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    [Fact]
    public async Task Chat_Streamed_SaysItInPiecesAndEnds()
    {
        var server = await ServerAsync();
        server.Otherwise = _ => "Good morning, 🌞 Мир";

        var stream = await (await AskAsync("Hi", stream: true)).Content.ReadAsStringAsync(Cancellation);

        stream.ShouldEndWith("data: [DONE]\n\n");
        var pieces = stream.Split("\n\n").Where(line => line.StartsWith("data: {", StringComparison.Ordinal)).Select(line => JsonNode.Parse(line[6..])!["choices"]![0]!).ToList();
        pieces.Count.ShouldBeGreaterThan(4);
        string.Concat(pieces.Select(piece => piece["delta"]!["content"]?.GetValue<string>())).ShouldBe("Good morning, 🌞 Мир");
        pieces[^1]["finish_reason"]!.GetValue<string>().ShouldBe("stop");
    }

    [Fact]
    public async Task Chat_Rules_FirstThatFitsAndLastReplyStays()
    {
        var server = await ServerAsync();
        server.When(request => request.System.Contains("plan"), "one", "two").When(request => request.Says("choose"), request => request.User);

        (await SaidAsync("x", "You plan.")).ShouldBe("one");
        (await SaidAsync("x", "You plan.")).ShouldBe("two");
        (await SaidAsync("x", "You plan.")).ShouldBe("two");
        (await SaidAsync("Choose it")).ShouldBe("Choose it");
        (await SaidAsync("anything")).ShouldBe("Hello.");
        server.Chats.Count.ShouldBe(5);
    }

    [Fact]
    public async Task Chat_EndAfterBytes_SendsSoMuch()
    {
        var server = await ServerAsync();
        server.Next(new ScriptedReply { Text = "A long reply that is never heard to its end.", EndAfterBytes = 200 });

        var body = await (await AskAsync("Hi", stream: true)).Content.ReadAsByteArrayAsync(Cancellation);

        body.Length.ShouldBe(200);
        Encoding.UTF8.GetString(body).ShouldStartWith("data: {");
    }

    [Fact]
    public async Task Chat_CutAfterBytes_TearsTheConnection()
    {
        var server = await ServerAsync();
        server.Next(new ScriptedReply { Text = "A long reply that is never heard to its end.", CutAfterBytes = 200 });

        // Whether before or after the headers are read is a race.
        (await Should.ThrowAsync<Exception>(async () => await (await AskAsync("Hi", stream: true)).Content.ReadAsByteArrayAsync(Cancellation)))
            .ShouldSatisfyAllConditions(torn => (torn is HttpRequestException or IOException).ShouldBeTrue());
    }

    [Fact]
    public async Task Chat_RefusedMemberLongPromptOrWrongKey_IsAnError()
    {
        var server = await ServerAsync();
        server.Refuses.Add("stream");
        (await AskAsync("Hi", stream: true)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        server.Refuses.Clear();
        server.ContextTokens = 10;
        (await (await AskAsync(new string('x', 100))).Content.ReadAsStringAsync(Cancellation)).ShouldContain("maximum context length is 10 tokens");
        server.ApiKey = "k";
        (await AskAsync("Hi")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public void RawPlans_OfRealModels_AreThere()
    {
        var plans = RawPlans.Read();
        Assert.SkipWhen(plans.Count == 0, "../shared/eval/llm-plans/dev.jsonl is not there.");

        plans.Count.ShouldBe(470);
        plans[0].Reply.ShouldContain("task_nodes");
    }

    private async Task<ScriptedChatServer> ServerAsync() => _server = await ScriptedChatServer.StartAsync();

    private async Task<string> SaidAsync(string user, string system = "") =>
        JsonNode.Parse(await (await AskAsync(user, system)).Content.ReadAsStringAsync(Cancellation))!["choices"]![0]!["message"]!["content"]!.GetValue<string>();

    private Task<HttpResponseMessage> AskAsync(string user, string system = "", bool stream = false)
    {
        var body = new JsonObject
        {
            ["model"] = "m",
            ["messages"] = new JsonArray(new JsonObject { ["role"] = "system", ["content"] = system }, new JsonObject { ["role"] = "user", ["content"] = user }),
        };
        if (stream)
        {
            body["stream"] = true;
        }

        return _http.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, $"{_server!.BaseUrl}/chat/completions") { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") },
            HttpCompletionOption.ResponseHeadersRead,
            Cancellation);
    }
}
