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
        foreach (var command in new[] { "demo", "setup", "ask", "plan", "models", "tasks", "runs", "show", "explain", "resume", "instances", "doctor", "eval" })
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

    [Theory]
    [InlineData("There is no command 'aks'. Did you mean 'ask'? See: planner --help", "aks", "x")]
    [InlineData("There is no command 'modles'. Did you mean 'models'? See: planner --help", "modles")]
    [InlineData("There is no command 'paint'. See: planner --help", "paint", "a cat")]
    [InlineData("There is no command 'serach'. Did you mean 'search'? See: planner models --help", "models", "serach", "x")]
    [InlineData("Must be one of: 'fast', 'balanced', 'best'. See: planner ask --help", "ask", "x", "--prefer", "cheap")]
    public async Task Parse_Slip_IsOneLineWithWhatWasMeant(string message, params string[] args)
    {
        await using var host = new CliTestHost();

        var outcome = await host.RunAsync(args);

        outcome.Code.ShouldBe(2);
        outcome.Error.Trim().ShouldEndWith(message);
        outcome.Error.Trim().ShouldNotContain("\n");
    }

    [Fact]
    public void RouteView_NarrowWindow_WrapsModelsAndDescription()
    {
        var lines = Planner.Cli.Views.RouteView.Draw("code", "maker/one, maker/two, maker/three, maker/four", string.Join(' ', Enumerable.Repeat("algorithms", 20)), 60).ToList();

        lines.ShouldAllBe(line => line.Cells <= 60);
        lines.Count.ShouldBeGreaterThan(4);
        lines[0].ToString().ShouldStartWith("code ");
    }

    [Fact]
    public async Task Explain_AStep_PrintsEveryTermOfEveryCandidate()
    {
        await using var host = new CliTestHost(Steps.TextStep("s1", "x"));
        await host.RunAsync("ask", "Do it");

        var table = await host.RunAsync("explain", "last", "s1");
        var json = (await host.RunAsync("explain", "last", "s1", "--json")).Json;

        table.Code.ShouldBe(0);
        table.Output.ShouldContain("first/summarization");
        foreach (var term in json.GetProperty("candidates")[0].GetProperty("terms").EnumerateArray())
        {
            table.Output.ShouldContain(term.GetProperty("name").GetString()!);
        }

        json.GetProperty("reason").GetString().ShouldNotBeNullOrEmpty();
        var wrong = await host.RunAsync("explain", "last", "s9");
        wrong.Code.ShouldBe(2);
        wrong.Error.ShouldContain("The run has no step 's9'. Its steps are s1.");
    }

    [Fact]
    public async Task ModelsSearch_Explain_PrintsATableAndGivesTheTermsAsJson()
    {
        await using var host = new CliTestHost();

        var table = await host.RunAsync("models", "search", "translation", "--explain");
        var json = (await host.RunAsync("models", "search", "translation", "--explain", "--json")).Json;

        table.Output.ShouldContain("words");
        table.Output.ShouldContain("weight");
        json.GetProperty("items")[0].GetProperty("terms")[0].GetProperty("name").GetString().ShouldBe("words");
    }

    [Fact]
    public async Task EvalMatching_SmallData_PrintsThePromisedNames()
    {
        await using var host = new CliTestHost();
        await File.WriteAllTextAsync(Path.Combine(host.Folder, "q.jsonl"), """{"query":"summarise the news","gold_model":"a/news","gold_domain":"NLP Summarization"}""", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            Path.Combine(host.Folder, "catalog.jsonl"), """{"id":"a/news","domain":"NLP Summarization","description":"Summaries of news."}""", TestContext.Current.CancellationToken);

        var json = (await host.RunAsync("eval", "matching", "--data", "q.jsonl", "--json")).Json;

        foreach (var part in new[] { "open", "domain_known" })
        {
            json.GetProperty(part).EnumerateObject().Select(figure => figure.Name).Take(5).ShouldBe(["domain@1", "recall@1", "recall@5", "recall@10", "mrr@10"]);
            json.GetProperty(part).GetProperty("recall@1").GetDouble().ShouldBe(100);
        }

        json.GetProperty("p95_ms").GetDouble().ShouldBeGreaterThanOrEqualTo(0);
        (await host.RunAsync("eval", "matching", "--data", "none.jsonl")).Error.ShouldContain("There is no file 'none.jsonl'.");
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
