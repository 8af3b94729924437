using Planner.Tests.Testing;

namespace Planner.Tests.Cli;

public sealed class PlanCommandTests
{
    [Fact]
    public async Task Plan_Tree_IsTheWholeOutput()
    {
        await using var host = new CliTestHost(Steps.TextStep("s1", "x"), Steps.TextStep("s2", "y"), Steps.TextStep("s3", "@s1", "@s2"));

        var outcome = await host.RunAsync("plan", "Do it");

        outcome.Code.ShouldBe(0);
        outcome.Output.ShouldContain("├─╯");
        outcome.Error.ShouldNotContain("planned");
        host.Backend.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("--format", "json")]
    [InlineData("--json")]
    public async Task Plan_Json_IsThePlan(params string[] options)
    {
        await using var host = new CliTestHost(Steps.TextStep("s1", "x"));

        var json = (await host.RunAsync(["plan", "Do it", .. options])).Json;

        json.GetProperty("version").GetInt32().ShouldBe(1);
        json.GetProperty("steps")[0].GetProperty("task").GetString().ShouldBe("summarization");
    }

    [Fact]
    public async Task Plan_Mermaid_StartsAFlowchart()
    {
        await using var host = new CliTestHost(Steps.TextStep("s1", "x"));

        (await host.RunAsync("plan", "Do it", "--format", "mermaid")).Output.ShouldStartWith("flowchart TD\n    n1[\"s1 summarization");
    }

    [Fact]
    public async Task Plan_UnknownFormat_NamesTheFormats()
    {
        await using var host = new CliTestHost();

        var outcome = await host.RunAsync("plan", "Do it", "--format", "svg");

        outcome.Code.ShouldBe(2);
        outcome.Error.ShouldContain("mermaid");
    }
}
