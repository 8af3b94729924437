using Planner.Planning;
using Planner.Runs;
using Planner.Tests.Testing;
using static Planner.Tests.Testing.Steps;

namespace Planner.Tests.Cli;

public sealed class SavedPlanCommandTests
{
    private static readonly PlanStep[] Reading =
        [Step("s1", "image-to-text", ("image", "@f1")), Step("s2", "question-answering", ("question", "Who?"), ("context", "@s1")) with { Instruction = "Who?" }];

    [Fact]
    public async Task SaveThenRun_OtherFileAndValue_RunsThePlanWithoutPlanning()
    {
        await using var host = new CliTestHost(Reading);
        await File.WriteAllBytesAsync(Path.Combine(host.Folder, "page.png"), Bytes.Png, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(Path.Combine(host.Folder, "other.png"), Bytes.Png, TestContext.Current.CancellationToken);
        await host.RunAsync("ask", "Read it", "--file", "page.png");

        var saved = await host.RunAsync("save", "last", "as", "reader");
        var run = await host.RunAsync("run", "reader", "--file", "page=other.png", "--set", "question=When?", "--json");

        saved.Code.ShouldBe(0, saved.Error);
        saved.Error.ShouldContain("planner run reader --file page=… [--set question=…]");
        run.Code.ShouldBe(0, run.Error);
        run.Json.GetProperty("answer").GetString()!.ShouldContain("When?");
        (await host.Journal.FindAsync(run.Json.GetProperty("runId").GetString()!, TestContext.Current.CancellationToken))!.Request!.SavedPlan.ShouldBe("reader@1");
    }

    [Fact]
    public async Task Saved_ListsShowsAndRemoves()
    {
        await using var host = new CliTestHost(TextStep("s1", "a"));
        await host.RunAsync("ask", "Do it");
        await host.RunAsync("save", "last", "doer", "--description", "Does it well");

        (await host.RunAsync("saved")).Output.ShouldContain("Does it well");
        (await host.RunAsync("saved", "list", "--json")).Json.GetProperty("items")[0].GetProperty("name").GetString().ShouldBe("doer");
        (await host.RunAsync("saved", "show", "doer")).Output.ShouldContain("text = \"a\"");
        (await host.RunAsync("saved", "remove", "doer")).Code.ShouldBe(0);
        var gone = await host.RunAsync("run", "doer");
        gone.Code.ShouldBe(2);
        gone.Error.ShouldContain("planner saved lists them");
    }

    [Theory]
    [InlineData("last", "as")]
    [InlineData("last", "to", "x")]
    [InlineData("last", "as", "Not A Name")]
    public async Task Save_Misspelt_SaysHowToWriteIt(params string[] words)
    {
        await using var host = new CliTestHost(TextStep("s1", "a"));
        await host.RunAsync("ask", "Do it");

        (await host.RunAsync(["save", .. words])).Code.ShouldBe(2);
    }

    [Fact]
    public async Task Rerun_FromAStep_KeepsWhatIsBeforeIt()
    {
        await using var host = new CliTestHost(TextStep("s1", "a"), TextStep("s2", "@s1"));
        await host.RunAsync("ask", "Do it");

        var again = await host.RunAsync("rerun", "last", "--from", "s2", "--set", "s2.instruction=Otherwise");

        again.Code.ShouldBe(0, again.Error);
        host.Backend.Calls.Select(call => call.Step.Id).ShouldBe(["s1", "s2", "s2"]);
        host.Backend.Calls[^1].Step.Instruction.ShouldBe("Otherwise");
        var nothing = await host.RunAsync("rerun", "last");
        nothing.Code.ShouldBe(2);
        nothing.Error.ShouldContain("Say from which to run again");
    }

    [Fact]
    public async Task Ask_PlanFile_IsRunAsItIs()
    {
        await using var host = new CliTestHost(TextStep("s1", "from the planner"));
        host.File("plan.jsonl", """{"id":"s1","task":"summarization","inputs":{"text":"from the file"}}""");
        host.File("broken.json", """{"id":"s1","task":"no-such-task"}""");

        var asked = await host.RunAsync("ask", "--plan", "plan.jsonl");
        var broken = await host.RunAsync("ask", "--plan", "broken.json");

        asked.Code.ShouldBe(0, asked.Error);
        asked.Output.ShouldContain("s1(from the file)");
        broken.Code.ShouldNotBe(0);
        broken.Error.ShouldContain("no-such-task");
        (await host.RunAsync("ask", "--plan", "none.json")).Error.ShouldContain("There is no file 'none.json'");
    }
}
