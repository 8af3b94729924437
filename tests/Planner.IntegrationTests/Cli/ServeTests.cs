using System.Text.Json;

namespace Planner.IntegrationTests.Cli;

/// <summary><c>planner serve</c>, <c>engine serve</c> and <c>keys</c> as processes.</summary>
public sealed class ServeTests
{
    [Fact]
    public async Task Serve_Interrupted_EndsCleanly()
    {
        using var planner = new PlannerProcess();

        var (code, output, error) = await planner.InterruptAsync("listens on", "serve", "--urls", "http://127.0.0.1:0", "--offline");

        code.ShouldBe(0, error);
        output.ShouldBeEmpty();
        error.ShouldContain("Planner listens on http://127.0.0.1:");
    }

    [Fact]
    public async Task EngineServe_ShortName_ServesThatModel()
    {
        using var planner = new PlannerProcess();

        var (code, _, error) = await planner.InterruptAsync("listens on", "engine", "serve", "summarizer", "--port", "0");

        code.ShouldBe(0, error);
        error.ShouldContain("local/summarizer listens on");
        var (unknown, _, why) = await planner.RunAsync("engine", "serve", "no-such-model");
        unknown.ShouldBe(2);
        why.ShouldContain("no model 'no-such-model'");
    }

    [Fact]
    public async Task Keys_AddListRemove_ShowTheKeyOnce()
    {
        using var planner = new PlannerProcess();
        var (refused, _, why) = await planner.RunAsync("serve", "--urls", "http://0.0.0.0:0");
        refused.ShouldBe(2);
        why.ShouldContain("planner keys add");

        var (_, added, _) = await planner.RunAsync("keys", "add", "ann", "--admin", "--json");
        var key = JsonDocument.Parse(added).RootElement;
        var (_, listed, _) = await planner.RunAsync("keys", "list", "--json");
        var (removed, _, _) = await planner.RunAsync("keys", "remove", key.GetProperty("id").GetString()!);
        var (again, _, _) = await planner.RunAsync("keys", "remove", "ann");

        listed.ShouldContain(key.GetProperty("id").GetString()!);
        listed.ShouldContain("\"role\":\"admin\"");
        listed.ShouldNotContain(key.GetProperty("key").GetString()![^32..]);
        removed.ShouldBe(0);
        again.ShouldBe(2);
    }
}
