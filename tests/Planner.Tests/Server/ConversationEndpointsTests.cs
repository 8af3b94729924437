using System.Net;
using System.Text;
using System.Text.Json;
using Planner.Server.Security;
using static Planner.Tests.Testing.Steps;

namespace Planner.Tests.Server;

public sealed class ConversationEndpointsTests
{
    [Fact]
    public async Task Conversation_TwoRequests_TheSecondKnowsTheFirst()
    {
        await using var host = await ServerTestHost.StartAsync(TextStep("s1", "a"));
        var (id, _) = await BeginAsync(host, new { title = "Letters" });

        await host.EndAsync(await host.StartRunAsync(new { text = "First", options = new { conversation = id } }));
        var second = await host.EndAsync(await host.StartRunAsync(new { text = "Second", options = new { conversation = id } }));

        second.Request!.History.ShouldHaveSingleItem().Asked.ShouldBe("First");
        var conversation = await host.GetAsync($"/api/conversations/{id}");
        conversation.GetProperty("title").GetString().ShouldBe("Letters");
        conversation.GetProperty("runs").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task F30_Conversation_OfAnotherUser_IsNotThere()
    {
        await using var host = await ServerTestHost.StartAsync(TextStep("s1", "a"));
        var ann = ("Authorization", "Bearer " + host.Keys.Add("ann", ApiRole.User).Secret);
        var bob = ("Authorization", "Bearer " + host.Keys.Add("bob", ApiRole.User).Secret);
        var admin = ("Authorization", "Bearer " + host.Keys.Add("root", ApiRole.Admin).Secret);
        var (id, _) = await BeginAsync(host, new { }, ann);

        foreach (var (who, status, listed) in new[] { (ann, HttpStatusCode.OK, 1), (bob, HttpStatusCode.NotFound, 0), (admin, HttpStatusCode.OK, 1) })
        {
            (await host.SendAsync(HttpMethod.Get, $"/api/conversations/{id}", null, who)).StatusCode.ShouldBe(status);
            using var list = await host.SendAsync(HttpMethod.Get, "/api/conversations", null, who);
            (await list.JsonAsync()).GetProperty("items").GetArrayLength().ShouldBe(listed);
        }

        (await host.PostAsync("/api/runs", new { text = "x", options = new { conversation = id } }, bob)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await host.SendAsync(HttpMethod.Delete, $"/api/conversations/{id}", null, bob)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await SendAsync(host, HttpMethod.Put, $"/api/conversations/{id}", new { title = "mine" }, bob, ("If-Match", "*"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Put_Conversation_NeedsTheTagOfItsPresentState()
    {
        await using var host = await ServerTestHost.StartAsync(TextStep("s1", "a"));
        var (id, tag) = await BeginAsync(host, new { });

        using var without = await SendAsync(host, HttpMethod.Put, $"/api/conversations/{id}", new { title = "x" });
        using var good = await SendAsync(host, HttpMethod.Put, $"/api/conversations/{id}", new { title = "x", model = "first/translation" }, ("If-Match", tag));
        using var stale = await SendAsync(host, HttpMethod.Put, $"/api/conversations/{id}", new { title = "y" }, ("If-Match", tag));

        without.StatusCode.ShouldBe(HttpStatusCode.PreconditionRequired);
        good.StatusCode.ShouldBe(HttpStatusCode.OK);
        stale.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await host.GetAsync($"/api/conversations/{id}")).GetProperty("model").GetString().ShouldBe("first/translation");
    }

    [Fact]
    public async Task Undo_LastTurn_TakesItOut()
    {
        await using var host = await ServerTestHost.StartAsync(TextStep("s1", "a"));
        var (id, _) = await BeginAsync(host, new { });
        var run = await host.StartRunAsync(new { text = "First", options = new { conversation = id } });
        await host.EndAsync(run);

        using var undone = await host.PostAsync($"/api/conversations/{id}/undo", new { }, ("If-Match", "*"));
        using var again = await host.PostAsync($"/api/conversations/{id}/undo", new { }, ("If-Match", "*"));

        (await undone.JsonAsync()).GetProperty("runs").GetArrayLength().ShouldBe(0);
        again.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await host.SendAsync(HttpMethod.Get, $"/api/runs/{run}")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Assistants_AreMadeChangedAndRemovedByAdminsAndUsedByAll()
    {
        await using var host = await ServerTestHost.StartAsync(TextStep("s1", "a"));
        var user = ("Authorization", "Bearer " + host.Keys.Add("ann", ApiRole.User).Secret);
        var admin = ("Authorization", "Bearer " + host.Keys.Add("root", ApiRole.Admin).Secret);

        using var refused = await SendAsync(host, HttpMethod.Put, "/api/assistants/clerk", new { instructions = "Be brief" }, user);
        using var made = await SendAsync(host, HttpMethod.Put, "/api/assistants/clerk", new { instructions = "Be brief", tasks = new[] { "summarization" } }, admin);
        var tag = made.Headers.ETag!.Tag;
        using var blind = await SendAsync(host, HttpMethod.Put, "/api/assistants/clerk", new { }, admin);
        using var changed = await SendAsync(host, HttpMethod.Put, "/api/assistants/clerk", new { instructions = "Be long" }, admin, ("If-Match", tag));
        using var stale = await SendAsync(host, HttpMethod.Put, "/api/assistants/clerk", new { }, admin, ("If-Match", tag));
        using var begun = await host.PostAsync("/api/conversations", new { assistant = "Clerk" }, user);
        using var wrong = await SendAsync(host, HttpMethod.Put, "/api/assistants/x", new { tasks = new[] { "no-such-task" } }, admin);

        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        made.StatusCode.ShouldBe(HttpStatusCode.Created);
        blind.StatusCode.ShouldBe(HttpStatusCode.PreconditionRequired);
        changed.StatusCode.ShouldBe(HttpStatusCode.OK);
        stale.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await begun.JsonAsync()).GetProperty("assistant").GetString().ShouldBe("clerk");
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await host.SendAsync(HttpMethod.Delete, "/api/assistants/clerk", null, user)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await host.SendAsync(HttpMethod.Delete, "/api/assistants/clerk", null, admin)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await host.SendAsync(HttpMethod.Get, "/api/assistants/clerk", null, user)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<(string Id, string Tag)> BeginAsync(ServerTestHost host, object body, params (string, string)[] headers)
    {
        using var response = await host.PostAsync("/api/conversations", body, headers);
        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        return ((await response.JsonAsync()).GetProperty("id").GetString()!, response.Headers.ETag!.Tag);
    }

    private static Task<HttpResponseMessage> SendAsync(ServerTestHost host, HttpMethod method, string path, object body, params (string, string)[] headers) =>
        host.SendAsync(method, path, new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json"), headers);
}
