using System.Net;
using System.Text.Json;
using Planner.Routing;
using Planner.Server.Security;
using static Planner.Tests.Testing.Steps;

namespace Planner.Tests.Server;

public sealed class StatisticsEndpointsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Plan_ModelsThatWereCalledBefore_HasAnEstimate()
    {
        await using var host = await ServerTestHost.StartAsync(TextStep("s1", "a"), TextStep("s2", "@s1"), TextStep("s3", "b"));
        using var before = await host.PostAsync("/api/plans", new { text = "Do it" });
        await host.Statistics.AddAsync([Call("first/summarization", 2, 0.25m)], Stop);

        using var after = await host.PostAsync("/api/plans", new { text = "Do it" });

        var unknown = (await before.JsonAsync()).GetProperty("estimate");
        unknown.GetProperty("seconds").ValueKind.ShouldBe(JsonValueKind.Null);
        unknown.GetProperty("costUsd").ValueKind.ShouldBe(JsonValueKind.Null);
        var estimate = (await after.JsonAsync()).GetProperty("estimate");
        estimate.GetProperty("seconds").GetDouble().ShouldBe(4, 0.2);
        estimate.GetProperty("costUsd").GetDecimal().ShouldBe(0.75m);
        estimate.GetProperty("steps").GetArrayLength().ShouldBe(3);
    }

    [Fact]
    public async Task Statistics_OfATask_AreListed()
    {
        await using var host = await ServerTestHost.StartAsync();
        await host.Statistics.AddAsync([Call("first/summarization", 2, 0), Call("first/translation", 1, 0) with { Task = "translation" }], Stop);

        var all = await host.GetAsync("/api/statistics");
        var some = await host.GetAsync("/api/statistics?task=translation");

        all.GetProperty("items").GetArrayLength().ShouldBe(2);
        some.GetProperty("items").EnumerateArray().ShouldHaveSingleItem().GetProperty("model").GetString().ShouldBe("first/translation");
        (await host.SendAsync(HttpMethod.Get, "/api/statistics?task=no-such")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Rating_OfARun_IsKeptForItsModels()
    {
        await using var host = await ServerTestHost.StartAsync(TextStep("s1", "a"));
        var run = await host.StartRunAsync(new { text = "Do it" });
        await host.EndAsync(run);

        using var rated = await host.PostAsync($"/api/runs/{run}/rating", new { good = false, note = "too short" });
        using var wrong = await host.PostAsync($"/api/runs/{run}/rating", new { good = true, step = "s9" });
        using var bare = await host.PostAsync($"/api/runs/{run}/rating", new { note = "x" });

        (await rated.JsonAsync()).GetProperty("items").EnumerateArray().ShouldHaveSingleItem().GetProperty("model").GetString().ShouldBe("first/summarization");
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        bare.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await host.Statistics.RatingsAsync(run, Stop)).ShouldHaveSingleItem().Good.ShouldBeFalse();
    }

    [Fact]
    public async Task S11_KeyWithALimitOfItsOwn_IsHeldToIt()
    {
        await using var host = await ServerTestHost.StartAsync();
        var slow = ("Authorization", "Bearer " + host.Keys.Add("ann", ApiRole.User, requestsPerMinute: 2).Secret);
        var other = ("Authorization", "Bearer " + host.Keys.Add("ann", ApiRole.User).Secret);
        for (var i = 0; i < 2; i++)
        {
            (await host.SendAsync(HttpMethod.Get, "/api/tasks", null, slow)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        (await host.SendAsync(HttpMethod.Get, "/api/tasks", null, slow)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await host.SendAsync(HttpMethod.Get, "/api/tasks", null, other)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static CallRecord Call(string model, double seconds, decimal usd) => new()
    {
        Model = model,
        Instance = "fake",
        Task = "summarization",
        StepId = "s1",
        Time = DateTimeOffset.UtcNow,
        Seconds = seconds,
        Ok = true,
        Checked = true,
        CostUsd = usd,
    };
}
