using System.Net;
using System.Text;
using System.Text.Json;
using Planner.Routing;
using Planner.Server.Security;

namespace Planner.Tests.Server;

public sealed class RoutingEndpointsTests
{
    [Fact]
    public async Task Instance_IsMadeChangedAndRemovedByAdmins()
    {
        await using var host = await StartAsync();
        var user = Key(host, "ann", ApiRole.User);
        var admin = Key(host, "root", ApiRole.Admin);

        using var refused = await PutAsync(host, "lab", new { baseUrl = "http://127.0.0.1:9/v1" }, user);
        using var made = await PutAsync(host, "lab", new { baseUrl = "http://127.0.0.1:9/v1" }, admin);
        var tag = made.Headers.ETag!.Tag;
        using var blind = await PutAsync(host, "lab", new { baseUrl = "http://127.0.0.1:9/v1" }, admin);
        using var changed = await PutAsync(host, "lab", new { baseUrl = "http://127.0.0.1:9/v1", limits = new { retries = 2 } }, admin, ("If-Match", tag));
        using var stale = await PutAsync(host, "lab", new { baseUrl = "http://127.0.0.1:9/v1" }, admin, ("If-Match", tag));
        using var list = await host.SendAsync(HttpMethod.Get, "/api/instances", null, admin);

        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        made.StatusCode.ShouldBe(HttpStatusCode.Created);
        blind.StatusCode.ShouldBe(HttpStatusCode.PreconditionRequired);
        changed.StatusCode.ShouldBe(HttpStatusCode.OK);
        stale.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await list.JsonAsync()).GetProperty("items").EnumerateArray().ShouldHaveSingleItem().GetProperty("limits").GetProperty("retries").GetInt32().ShouldBe(2);
        (await host.SendAsync(HttpMethod.Get, "/api/instances", null, user)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await host.SendAsync(HttpMethod.Delete, "/api/instances/lab", null, admin, ("If-Match", tag))).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await host.SendAsync(HttpMethod.Delete, "/api/instances/lab", null, admin)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await host.SendAsync(HttpMethod.Get, "/api/instances/lab", null, admin)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("""{"baseUrl":"http://127.0.0.1:9/v1","key":"env:PATH"}""")]
    [InlineData("""{"baseUrl":"http://127.0.0.1:9/v1","key":"file:/etc/passwd"}""")]
    [InlineData("""{"baseUrl":"http://127.0.0.1:9/v1","headers":{"X-Secret":"env:HOME"}}""")]
    [InlineData("""{"baseUrl":"http://127.0.0.1:9/v1","caFile":"/etc/passwd"}""")]
    public async Task S6_F26_InstanceWithAKeyOverHttp_IsRefused(string body)
    {
        await using var host = await StartAsync();

        using var response = await host.SendAsync(HttpMethod.Put, "/api/instances/lab", new StringContent(body, Encoding.UTF8, "application/json"));

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.JsonAsync()).GetProperty("detail").GetString()!.ShouldContain("not set over HTTP");
    }

    [Theory]
    [InlineData("groups", """{"members":[{"target":"lab"},{"target":"cloud"}]}""", """{"members":[]}""")]
    [InlineData("routes", """{"description":"Questions of law","primary_model":"first/translation"}""", """{"description":""}""")]
    public async Task GroupsAndRoutes_AreMadeChangedAndRemoved(string kind, string good, string bad)
    {
        await using var host = await StartAsync();
        StringContent Body(string json) => new(json, Encoding.UTF8, "application/json");

        using var made = await host.SendAsync(HttpMethod.Put, $"/api/{kind}/mine", Body(good));
        using var blind = await host.SendAsync(HttpMethod.Put, $"/api/{kind}/mine", Body(good));
        using var again = await host.SendAsync(HttpMethod.Put, $"/api/{kind}/mine", Body(good), ("If-Match", made.Headers.ETag!.Tag));
        using var wrong = await host.SendAsync(HttpMethod.Put, $"/api/{kind}/other", Body(bad));

        made.StatusCode.ShouldBe(HttpStatusCode.Created);
        blind.StatusCode.ShouldBe(HttpStatusCode.PreconditionRequired);
        again.StatusCode.ShouldBe(HttpStatusCode.OK);
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await host.GetAsync($"/api/{kind}")).GetProperty("items").EnumerateArray().ShouldHaveSingleItem().GetProperty("name").GetString().ShouldBe("mine");
        (await host.SendAsync(HttpMethod.Delete, $"/api/{kind}/mine")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await host.SendAsync(HttpMethod.Get, $"/api/{kind}/mine")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("""{"baseUrl":"nowhere"}""")]
    [InlineData("""{"baseUrl":"file:///etc"}""")]
    [InlineData("""{"baseUrl":"http://127.0.0.1:9/v1","colour":"red"}""")]
    [InlineData("""{}""")]
    public async Task Instance_ThatIsNone_Is400(string body)
    {
        await using var host = await StartAsync();

        using var response = await host.SendAsync(HttpMethod.Put, "/api/instances/lab", new StringContent(body, Encoding.UTF8, "application/json"));

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        host.Get<InstanceStore>().Read().ShouldBeEmpty();
    }

    [Fact]
    public async Task S6_F26_InstanceWithAKey_ShowsNoKeyAndKeepsItsAddress()
    {
        await using var host = await StartAsync(new BackendInstance { Name = "cloud", BaseUrl = new Uri("https://api.example/v1"), Key = "sk-very-secret", Headers = new Dictionary<string, string> { ["X-Team"] = "hush" } });

        using var shown = await host.SendAsync(HttpMethod.Get, "/api/instances/cloud");
        var text = await shown.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        using var moved = await PutAsync(host, "cloud", new { baseUrl = "https://evil.example/v1", key = "(set)" }, ("If-Match", "*"));
        using var kept = await PutAsync(host, "cloud", new { baseUrl = "https://api.example/v1", key = "(set)", headers = new Dictionary<string, string> { ["X-Team"] = "(set)" }, limits = new { retries = 7 } }, ("If-Match", "*"));

        text.ShouldNotContain("sk-very-secret");
        text.ShouldNotContain("hush");
        moved.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        kept.StatusCode.ShouldBe(HttpStatusCode.OK);
        var instance = host.Get<InstanceStore>().Find("cloud")!;
        (instance.Key, instance.Headers["X-Team"], instance.Limits.Retries).ShouldBe(("sk-very-secret", "hush", 7));
    }

    private static async Task<ServerTestHost> StartAsync(params BackendInstance[] instances)
    {
        var host = await ServerTestHost.StartAsync();
        foreach (var instance in instances)
        {
            host.Get<InstanceStore>().Put(instance);
        }

        return host;
    }

    private static (string, string) Key(ServerTestHost host, string user, ApiRole role) => ("Authorization", "Bearer " + host.Keys.Add(user, role).Secret);

    private static Task<HttpResponseMessage> PutAsync(ServerTestHost host, string name, object body, params (string, string)[] headers) =>
        host.SendAsync(HttpMethod.Put, "/api/instances/" + name, new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json"), headers);
}
