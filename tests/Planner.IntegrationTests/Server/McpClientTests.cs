using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Planner.Artifacts;
using Planner.IntegrationTests.Engines;
using Planner.Runs;
using Planner.SavedPlans;
using Planner.Server.Security;
using Planner.Values;

namespace Planner.IntegrationTests.Server;

/// <summary>The official MCP client against <c>/mcp</c> and <c>planner mcp</c>.</summary>
public sealed class McpClientTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Client_OverHttp_UsesEveryTool()
    {
        await using var server = await EngineServer.StartAsync();
        var picture = await server.Get<ArtifactStore>().PutFileAsync(EngineHost.SamplePath("landscape.jpg"), cancellationToken: Stop);

        var replies = await CallAsync(
            server,
            Call("solve", new JsonObject { ["text"] = "Is this review positive or negative: \"I love this phone, it is great\"" }),
            Call("plan", new JsonObject { ["text"] = "Summarise the letter and translate it into Spanish: Dear all, we are well." }),
            Call("find_models", new JsonObject { ["task"] = "text-classification" }),
            Call("run_model", new JsonObject { ["model"] = "local/sentiment", ["inputs"] = new JsonObject { ["text"] = "What a dreadful, awful day." } }),
            Call("get_artifact", new JsonObject { ["id"] = picture.Id }),
            Call("run_model", new JsonObject { ["model"] = "no/such", ["inputs"] = new JsonObject() }));

        replies[0]!.AsArray().Select(tool => tool!["name"]!.GetValue<string>()).ShouldBe(["solve", "plan", "find_models", "run_model", "get_artifact"]);
        replies[0]![0]!["inputSchema"]!["required"]!.AsArray().Select(name => name!.GetValue<string>()).ShouldBe(["text"]);
        Text(replies[1]).ShouldContain("POSITIVE");
        replies[1]!["progress"]!.AsArray().Select(note => note!["message"]!.GetValue<string>()).ShouldContain("s1 is done");
        Text(replies[2]).ShouldContain("summarization");
        Text(replies[3]).ShouldContain("local/sentiment");
        Text(replies[4]).ShouldContain("NEGATIVE");
        replies[5].Result()["content"]![1]!["type"]!.GetValue<string>().ShouldBe("image");
        replies[5].Result()["content"]![1]!["mimeType"]!.GetValue<string>().ShouldBe("image/jpeg");
        replies[6].Result()["isError"]!.GetValue<bool>().ShouldBeTrue();
        Text(replies[6]).ShouldContain("no model 'no/such'");
    }

    [Fact]
    public async Task Client_SavedPlanAndSound_AreAToolAndContent()
    {
        await using var server = await EngineServer.StartAsync();
        var sound = await server.Get<ArtifactStore>().PutFileAsync(EngineHost.SamplePath("voice-memo.ogg"), cancellationToken: Stop);
        var runs = server.Get<IRunService>();
        var id = await runs.StartAsync(new Request { Text = "Is this review positive or negative: \"I love this phone, it is great\"" }, Stop);
        await runs.WaitAsync(id, Stop);
        server.Get<SavedPlanStore>().Save(SavedPlan.Of("mood", (await server.Get<IRunJournal>().FindAsync(id, Stop))!, "Tells the mood of a text."));

        var replies = await CallAsync(
            server,
            Call("saved_mood", new JsonObject { ["text"] = "What a dreadful, awful day." }),
            Call("get_artifact", new JsonObject { ["id"] = sound.Id }));

        var tool = replies[0]!.AsArray().Single(tool => tool!["name"]!.GetValue<string>() == "saved_mood")!;
        tool["description"]!.GetValue<string>().ShouldContain("Tells the mood of a text.");
        tool["inputSchema"]!["properties"]!["text"]!["default"]!.GetValue<string>().ShouldContain("I love this phone");
        Text(replies[1]).ShouldContain("NEGATIVE");
        replies[1]!["progress"]!.AsArray().Count.ShouldBeGreaterThan(0);
        replies[2].Result()["content"]![1]!["type"]!.GetValue<string>().ShouldBe("audio");
    }

    [Fact]
    public async Task Client_CancelsACall_CancelsTheRun()
    {
        var backend = new RecordedBackend(new Dictionary<string, Func<Value>> { ["text-classification"] = () => new StructuredValue(Modality.Labels, JsonDocument.Parse("[]").RootElement) })
        {
            Before = cancellationToken => Task.Delay(Timeout.Infinite, cancellationToken),
        };
        await using var server = await EngineServer.StartAsync(backend);
        var call = Call("solve", new JsonObject { ["text"] = "Is this review positive or negative: \"I love this phone\"" });
        call["cancelAfterProgress"] = true;

        var replies = await CallAsync(server, call);

        replies[1]!["error"]!.GetValue<string>().ShouldContain("no longer wanted");
        var run = (await server.Get<IRunJournal>().ListAsync(1, null, Stop))[0];
        await server.Get<IRunService>().WaitAsync(run.Id, Stop);
        var ended = (await server.Get<IRunJournal>().FindAsync(run.Id, Stop))!;
        ended.Status.ShouldBe(RunStatus.Cancelled, ended.Failure?.Message);
    }

    [Fact]
    public async Task Client_OverStandardInput_Solves()
    {
        var home = Directory.CreateTempSubdirectory("planner-mcp-");

        var replies = await NodeClients.CallAsync("mcp.mjs", new JsonObject
        {
            ["command"] = "dotnet",
            ["args"] = new JsonArray(Path.Combine(AppContext.BaseDirectory, "planner.dll"), "mcp", "--offline"),
            ["env"] = new JsonObject { ["PLANNER_HOME"] = home.FullName },
            ["calls"] = new JsonArray(Call("solve", new JsonObject { ["text"] = "Is this review positive or negative: \"I love this phone, it is great\"" })),
        });

        Text(replies[1]).ShouldContain("POSITIVE");
        home.Delete(recursive: true);
    }

    [Fact]
    public async Task Post_SessionOfAnotherUser_IsNotFound()
    {
        await using var server = await EngineServer.StartAsync();
        var keys = server.Get<ApiKeyStore>();
        var (ann, bob) = (keys.Add("ann", ApiRole.User).Secret, keys.Add("bob", ApiRole.User).Secret);
        using var client = new HttpClient { BaseAddress = new Uri(server.Address) };
        async Task<HttpResponseMessage> PostAsync(string key, string body, string? session = null)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "/mcp") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            request.Headers.Add("Authorization", "Bearer " + key);
            request.Headers.Add("Accept", "application/json, text/event-stream");
            if (session is not null)
            {
                request.Headers.Add("Mcp-Session-Id", session);
            }

            return await client.SendAsync(request, Stop);
        }

        using var begun = await PostAsync(ann, """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"x","version":"1"}}}""");
        var session = begun.Headers.GetValues("Mcp-Session-Id").Single();
        using var others = await PostAsync(bob, """{"jsonrpc":"2.0","id":2,"method":"tools/list"}""", session);
        using var own = await PostAsync(ann, """{"jsonrpc":"2.0","id":2,"method":"tools/list"}""", session);

        others.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await own.Content.ReadAsStringAsync(Stop)).ShouldContain("find_models");
    }

    private static JsonObject Call(string tool, JsonObject args) => new() { ["tool"] = tool, ["args"] = args };

    private static string Text(JsonNode? call) => call.Result()["content"]![0]!["text"]!.GetValue<string>();

    private static Task<JsonArray> CallAsync(EngineServer server, params JsonObject[] calls) =>
        NodeClients.CallAsync("mcp.mjs", new JsonObject { ["url"] = server.Address + "/mcp", ["calls"] = new JsonArray([.. calls]) });
}
