using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Planner.Server.Security;
using Planner.Tests.Testing;
using static Planner.Tests.Testing.Steps;

namespace Planner.Tests.Server;

public sealed class McpEndpointsTests
{
    private const string Initialize = """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"x","version":"1"}}}""";
    private const string ListTools = """{"jsonrpc":"2.0","id":2,"method":"tools/list"}""";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Session_UnusedForAnHour_IsOver()
    {
        var clock = new ManualTimeProvider();
        await using var host = await ServerTestHost.StartAsync(_ => { }, services => services.AddSingleton<TimeProvider>(clock), null, [TextStep("s1", "a")]);
        var session = await BeginAsync(host);
        (await PostAsync(host, ListTools, session)).StatusCode.ShouldBe(HttpStatusCode.OK);

        clock.Advance(TimeSpan.FromMinutes(61));

        (await PostAsync(host, ListTools, session)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Session_Ended_IsOver()
    {
        await using var host = await ServerTestHost.StartAsync(TextStep("s1", "a"));
        var session = await BeginAsync(host);

        using var ended = await host.SendAsync(HttpMethod.Delete, "/mcp", null, ("Mcp-Session-Id", session));

        ended.IsSuccessStatusCode.ShouldBeTrue();
        (await PostAsync(host, ListTools, session)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Sessions_TooManyOfOneUser_AreRefused()
    {
        await using var host = await ServerTestHost.StartAsync(TextStep("s1", "a"));
        for (var i = 0; i < 64; i++)
        {
            await BeginAsync(host);
        }

        using var more = await PostAsync(host, Initialize);

        more.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await more.JsonAsync()).GetProperty("fix").GetString()!.ShouldContain("DELETE /mcp");
    }

    [Fact]
    public async Task Solve_MoreRunsThanMayBe_IsToldToWait()
    {
        var gate = new TaskCompletionSource();
        await using var host = await ServerTestHost.StartAsync(options => options.MaxRunsPerUser = 1, TextStep("s1", "a"));
        host.Backend.WhenRun = async (request, _) =>
        {
            await gate.Task.WaitAsync(Stop);
            return FakeBackend.Echo(request);
        };
        await host.StartRunAsync(new { text = "Do it" });
        var session = await BeginAsync(host);

        using var solved = await PostAsync(host, """{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"solve","arguments":{"text":"Do it"}}}""", session);

        var result = (await ReplyAsync(solved)).GetProperty("result");
        result.GetProperty("isError").GetBoolean().ShouldBeTrue();
        result.GetProperty("content")[0].GetProperty("text").GetString()!.ShouldContain("the most that one caller may have");
        gate.SetResult();
    }

    [Fact]
    public async Task Tools_OfACaller_HaveTheCallersSavedPlansAlone()
    {
        await using var host = await ServerTestHost.StartAsync(TextStep("s1", "a"));
        var ann = "Bearer " + host.Keys.Add("ann", ApiRole.User).Secret;
        var bob = "Bearer " + host.Keys.Add("bob", ApiRole.User).Secret;
        using var started = await host.PostAsync("/api/runs", new { text = "Do it" }, ("Authorization", ann));
        var run = (await started.JsonAsync()).GetProperty("id").GetString();
        await host.EndAsync(run!);
        using var saved = await host.SendAsync(HttpMethod.Put, "/api/plans/doer", new StringContent($$"""{"run":"{{run}}"}""", Encoding.UTF8, "application/json"), ("Authorization", ann));

        using var hers = await PostAsync(host, ListTools, await BeginAsync(host, ann), ann);
        using var his = await PostAsync(host, ListTools, await BeginAsync(host, bob), bob);

        Names(await ReplyAsync(hers)).ShouldContain("saved_doer");
        Names(await ReplyAsync(his)).ShouldNotContain("saved_doer");
    }

    private static IEnumerable<string?> Names(JsonElement reply) => reply.GetProperty("result").GetProperty("tools").EnumerateArray().Select(tool => tool.GetProperty("name").GetString());

    private static async Task<string> BeginAsync(ServerTestHost host, string? key = null)
    {
        using var begun = await PostAsync(host, Initialize, null, key);
        begun.StatusCode.ShouldBe(HttpStatusCode.OK);
        await begun.Content.CopyToAsync(Stream.Null, Stop);
        return begun.Headers.GetValues("Mcp-Session-Id").Single();
    }

    private static Task<HttpResponseMessage> PostAsync(ServerTestHost host, string message, string? session = null, string? key = null)
    {
        List<(string, string)> headers = [("Accept", "application/json, text/event-stream")];
        if (session is not null)
        {
            headers.Add(("Mcp-Session-Id", session));
        }

        if (key is not null)
        {
            headers.Add(("Authorization", key));
        }

        return host.SendAsync(HttpMethod.Post, "/mcp", new StringContent(message, Encoding.UTF8, "application/json"), [.. headers]);
    }

    private static async Task<JsonElement> ReplyAsync(HttpResponseMessage response) =>
        JsonDocument.Parse((await response.EventsAsync())[^1].Data).RootElement;
}
