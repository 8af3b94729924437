using Planner.Tests.Testing;

namespace Planner.Tests.Cli;

public sealed class CommandTests
{
    [Theory]
    [InlineData]
    [InlineData("--help")]
    [InlineData("-h")]
    public async Task Help_Root_ListsCommandsAndExamples(params string[] args)
    {
        await using var host = new CliTestHost();

        var outcome = await host.RunAsync(args);

        outcome.Code.ShouldBe(0);
        outcome.Output.ShouldContain("Examples:");
        foreach (var command in new[] { "demo", "setup", "ask", "plan", "models", "tasks", "runs", "show", "resume", "instances", "doctor", "eval" })
        {
            outcome.Output.ShouldContain($"\n  {command} ");
        }
    }

    [Theory]
    [InlineData("ask", "--deadline")]
    [InlineData("plan", "--format")]
    [InlineData("models", "search")]
    [InlineData("doctor", "--json")]
    public async Task Help_OfCommand_NamesItsParts(string command, string part)
    {
        await using var host = new CliTestHost();

        (await host.RunAsync(command, "--help")).Output.ShouldContain(part);
    }

    [Fact]
    public async Task Tasks_Json_SaysWhatRunsThem()
    {
        await using var host = new CliTestHost();

        var items = (await host.RunAsync("tasks", "--json")).Json.GetProperty("items");

        items.GetArrayLength().ShouldBe(RunTestHost.Taxonomy.Tasks.Count);
        items[0].GetProperty("runnable").GetBoolean().ShouldBeTrue();
        (await host.RunAsync("tasks", "--runnable")).Output.ShouldContain("summarization");
    }

    [Fact]
    public async Task Models_SearchAndShow_FindTheCard()
    {
        await using var host = new CliTestHost();

        var items = (await host.RunAsync("models", "search", "translation", "--task", "translation", "--limit", "1", "--json")).Json.GetProperty("items");
        items.GetArrayLength().ShouldBe(1);
        items[0].GetProperty("id").GetString().ShouldBe("first/translation");

        (await host.RunAsync("models", "show", "first/translation")).Output.ShouldContain("runs here");
    }

    [Fact]
    public async Task Doctor_SomethingMissing_IsAFindingAndNoCrash()
    {
        await using var host = new CliTestHost();
        host.Environment["PLANNER_HOME"] = Path.Combine(host.Folder, "home");

        // This host has no local engines at all.
        var outcome = await host.RunAsync("doctor", "--json");

        outcome.Code.ShouldBe(0);
        var checks = outcome.Json.GetProperty("checks").EnumerateArray().ToDictionary(check => check.GetProperty("name").GetString()!, check => check.GetProperty("ok").GetBoolean());
        checks["home"].ShouldBeTrue();
        checks["journal"].ShouldBeTrue();
        checks["local engines"].ShouldBeFalse();
    }

    [Fact]
    public async Task Eval_NoSuchFile_IsBadInput()
    {
        await using var host = new CliTestHost();

        var outcome = await host.RunAsync("eval", "planning", "--coverage", "--data", "no.jsonl");

        outcome.Code.ShouldBe(2);
        outcome.Error.ShouldContain("There is no file 'no.jsonl'");
    }
}
