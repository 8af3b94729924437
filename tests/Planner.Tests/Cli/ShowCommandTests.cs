using Planner.Runs;
using Planner.Tests.Testing;

namespace Planner.Tests.Cli;

public sealed class ShowCommandTests
{
    [Fact]
    public async Task Show_ByBeginning_ShowsPlanAndAnswer()
    {
        await using var host = new CliTestHost(Steps.TextStep("s1", "x"));
        var id = (await host.RunAsync("ask", "Do it", "--json")).Json.GetProperty("runId").GetString()!;

        foreach (var name in new[] { id, id[..8], "last" })
        {
            var outcome = await host.RunAsync("show", name);
            outcome.Code.ShouldBe(0);
            outcome.Output.ShouldContain("Do it");
            outcome.Output.ShouldContain("✔ s1  summarization");
            outcome.Output.ShouldContain("s1(x)");
        }

        (await host.RunAsync("show", id, "--why")).Output.ShouldContain("→ first/summarization");
        (await host.RunAsync("show", id, "--json")).Json.GetProperty("runId").GetString().ShouldBe(id);
    }

    [Fact]
    public async Task Show_Interrupted_SaysSoAndOffersResume()
    {
        await using var host = new CliTestHost(Steps.TextStep("s1", "x"));
        var id = await InterruptedAsync(host);

        var shown = await host.RunAsync("show", id);
        shown.Output.ShouldContain("It was interrupted. Go on with: planner resume");
        (await host.RunAsync("runs")).Output.ShouldContain("interrupted");

        var resumed = await host.RunAsync("resume", id);
        resumed.Code.ShouldBe(0);
        resumed.Output.ShouldContain("s1(x)");
    }

    [Fact]
    public async Task Resume_Ended_IsBadInput()
    {
        await using var host = new CliTestHost(Steps.TextStep("s1", "x"));
        await host.RunAsync("ask", "Do it");

        var outcome = await host.RunAsync("resume", "last");

        outcome.Code.ShouldBe(2);
        outcome.Error.ShouldContain("has ended (completed)");
    }

    private static async Task<string> InterruptedAsync(CliTestHost host)
    {
        var accepted = new RunAccepted { RunId = RunId.New(), Request = new Request { Text = "Do it" } };
        var lease = await host.Journal.CreateAsync(accepted, "a process that is gone", TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        await host.Journal.ReleaseAsync(lease, TestContext.Current.CancellationToken);
        return lease.RunId;
    }
}
