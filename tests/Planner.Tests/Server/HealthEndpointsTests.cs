using System.Net;
using System.Text.RegularExpressions;
using Planner.Server.Security;
using static Planner.Tests.Testing.Steps;

namespace Planner.Tests.Server;

public sealed class HealthEndpointsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Metrics_AreInPrometheusForm()
    {
        await using var host = await ServerTestHost.StartAsync(TextStep("s1", "a"));
        await host.EndAsync(await host.StartRunAsync(new { text = "Do it" }));

        using var response = await host.SendAsync(HttpMethod.Get, "/metrics");

        response.Content.Headers.ContentType!.ToString().ShouldStartWith("text/plain; version=0.0.4");
        var lines = (await response.Content.ReadAsStringAsync(Stop)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.ShouldAllBe(line => Regex.IsMatch(line, @"^(# (HELP|TYPE) [a-z]\w* .*|[a-z]\w*(\{(\w+=""([^""\\]|\\.)*"",?)*\})? [-+0-9.eENaInf]+( \d+)?( #.*)?)$"));
        lines.ShouldContain("# TYPE http_server_request_duration_seconds histogram");
        lines.ShouldContain(line => line.StartsWith("http_server_request_duration_seconds_bucket{", StringComparison.Ordinal) && line.Contains("le=\"+Inf\"", StringComparison.Ordinal));
        lines.ShouldContain(line => line.StartsWith("dotnet_process_memory_working_set_bytes ", StringComparison.Ordinal));
        lines.ShouldContain(line => line.StartsWith("planner_runs_active ", StringComparison.Ordinal));
        lines.ShouldContain(line => line.StartsWith("http_server_request_duration_seconds_count{", StringComparison.Ordinal) && line.Contains("/api/runs", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Metrics_WhereThereAreKeys_AreForAdmins()
    {
        await using var host = await ServerTestHost.StartAsync();
        var user = ("Authorization", "Bearer " + host.Keys.Add("ann", ApiRole.User).Secret);
        var admin = ("Authorization", "Bearer " + host.Keys.Add("root", ApiRole.Admin).Secret);

        (await host.SendAsync(HttpMethod.Get, "/metrics")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await host.SendAsync(HttpMethod.Get, "/metrics", null, user)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await host.SendAsync(HttpMethod.Get, "/metrics", null, admin)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
