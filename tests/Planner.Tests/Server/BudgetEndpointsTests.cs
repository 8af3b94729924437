using System.Net;
using System.Text;
using System.Text.Json;
using Planner.Server.Security;
using static Planner.Tests.Testing.Steps;

namespace Planner.Tests.Server;

public sealed class BudgetEndpointsTests
{
    [Fact]
    public async Task Budget_IsSetChangedAndRemovedByAdmins()
    {
        await using var host = await ServerTestHost.StartAsync();
        var admin = Key(host, "root", ApiRole.Admin);

        using var made = await PutAsync(host, "user:ann", new { limitUsd = 5, period = "day" }, admin);
        var tag = made.Headers.ETag!.Tag;
        using var blind = await PutAsync(host, "user:ann", new { limitUsd = 6 }, admin);
        using var changed = await PutAsync(host, "user:ann", new { limitUsd = 6, period = "month" }, admin, ("If-Match", tag));
        using var stale = await PutAsync(host, "user:ann", new { limitUsd = 7 }, admin, ("If-Match", tag));
        using var wrong = await PutAsync(host, "ann", new { limitUsd = 7 }, admin);
        using var shown = await host.SendAsync(HttpMethod.Get, "/api/budgets/user:ann", null, admin);

        made.StatusCode.ShouldBe(HttpStatusCode.Created);
        blind.StatusCode.ShouldBe(HttpStatusCode.PreconditionRequired);
        changed.StatusCode.ShouldBe(HttpStatusCode.OK);
        stale.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var state = await shown.JsonAsync();
        state.GetProperty("budget").GetProperty("limitUsd").GetDecimal().ShouldBe(6);
        state.GetProperty("budget").GetProperty("period").GetString().ShouldBe("month");
        state.GetProperty("spentUsd").GetDecimal().ShouldBe(0);
        (await host.SendAsync(HttpMethod.Delete, "/api/budgets/user:ann", null, admin, ("If-Match", tag))).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await host.SendAsync(HttpMethod.Delete, "/api/budgets/user:ann", null, admin)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await host.SendAsync(HttpMethod.Get, "/api/budgets/user:ann", null, admin)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task F30_Budgets_OfOthers_AreNotShown()
    {
        await using var host = await ServerTestHost.StartAsync(TextStep("s1", "a"));
        var admin = Key(host, "root", ApiRole.Admin);
        var ann = Key(host, "ann", ApiRole.User);
        foreach (var id in new[] { "all", "user:ann", "user:bob" })
        {
            using var made = await PutAsync(host, id, new { limitUsd = 5 }, admin);
        }

        using var list = await host.SendAsync(HttpMethod.Get, "/api/budgets", null, ann);
        using var refused = await PutAsync(host, "user:ann", new { limitUsd = 500 }, ann, ("If-Match", "*"));

        (await list.JsonAsync()).GetProperty("items").EnumerateArray().Select(state => state.GetProperty("budget").GetProperty("id").GetString()).ShouldBe(["user:ann"]);
        (await host.SendAsync(HttpMethod.Get, "/api/budgets/user:bob", null, ann)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static (string, string) Key(ServerTestHost host, string user, ApiRole role) => ("Authorization", "Bearer " + host.Keys.Add(user, role).Secret);

    private static Task<HttpResponseMessage> PutAsync(ServerTestHost host, string id, object body, params (string, string)[] headers) =>
        host.SendAsync(HttpMethod.Put, "/api/budgets/" + id, new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json"), headers);
}
