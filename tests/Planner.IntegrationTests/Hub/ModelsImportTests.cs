using System.Text.Json.Nodes;
using Planner.IntegrationTests.Cli;

namespace Planner.IntegrationTests.Hub;

/// <summary><c>planner models import|add|remove|list</c> as a process of its own.</summary>
public sealed class ModelsImportTests
{
    [Fact]
    public async Task Import_OfThreeForms_TakesEachAndNamesTheBadLines()
    {
        using var planner = new PlannerProcess();
        var file = Path.Combine(planner.Folder, "cards.jsonl");
        await File.WriteAllLinesAsync(
            file,
            [
                """{"version":1}""",
                """{"id":"my/own","tasks":["summarization"],"description":"Sums up minutes.","languages":["ru"]}""",
                """{"downloads":12,"id":"my/gpt","likes":3,"pipeline_tag":"translation","task":"translation","meta":{"language":["en","fr"],"license":"mit","tags":["wmt"]},"description":"\n\nTranslates   letters."}""",
                """{"id":"my/bench","domain":"Computer Vision Depth Estimation","domains":["Computer Vision Depth Estimation"],"functionality":["Depth Estimation"],"framework":["Hugging Face Transformers"],"description":"Says how far things are.","performance":""}""",
                """{"id":"my/odd","tasks":["telepathy"],"description":"x"}""",
                "not json",
                """{"id":"my/taskless","downloads":5,"likes":1}""",
            ],
            TestContext.Current.CancellationToken);

        var (code, output, error) = await planner.RunAsync("models", "import", file, "--json");

        code.ShouldBe(0, error);
        ((int?)JsonNode.Parse(output)!["imported"]).ShouldBe(3);
        error.ShouldContain("line 5 (model 'my/odd') names the task 'telepathy'");
        error.ShouldContain("line 6 is not JSON");
        error.ShouldContain("line 7 (model 'my/taskless') has no task");
        var cards = (await ListAsync(planner)).ToDictionary(card => (string)card["id"]!);
        cards["my/gpt"]["description"]!.GetValue<string>().ShouldBe("Translates letters.");
        cards["my/gpt"]["languages"]!.ToJsonString().ShouldBe("""["en","fr"]""");
        ((long?)cards["my/gpt"]["downloads"]).ShouldBe(12);
        cards["my/gpt"]["figures"]!["source"]!.GetValue<string>().ShouldContain("cards.jsonl");
        cards["my/bench"]["tasks"]!.ToJsonString().ShouldBe("""["depth-estimation"]""");
        cards["my/own"]["origin"]!.GetValue<string>().ShouldBe("import");
    }

    [Theory]
    [InlineData("""{"version":7}""", "has version 7, made by a newer Planner")]
    [InlineData("hello", "No line of")]
    [InlineData("", "has no cards")]
    public async Task Import_OfNoCatalog_IsAnErrorAndChangesNothing(string content, string said)
    {
        using var planner = new PlannerProcess();
        var file = Path.Combine(planner.Folder, "cards.jsonl");
        await File.WriteAllTextAsync(file, content + "\n", TestContext.Current.CancellationToken);

        var (code, _, error) = await planner.RunAsync("models", "import", file);

        code.ShouldBe(2);
        error.ShouldContain(said);
        File.Exists(Path.Combine(planner.Folder, "home", "models.db")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("hub", "models-2023.jsonl", 600)]
    [InlineData("eval", "apibench/catalog.jsonl", 850)]
    public async Task Import_OfTheRealFiles_TakesNearlyAll(string folder, string name, int least)
    {
        var file = Path.Combine(AppContext.BaseDirectory[..AppContext.BaseDirectory.IndexOf("/tests/", StringComparison.Ordinal)], "..", "shared", folder, name);
        Assert.SkipUnless(File.Exists(file), $"{file} is not there");
        using var planner = new PlannerProcess();

        var (code, output, error) = await planner.RunAsync("models", "import", file, "--json");

        code.ShouldBe(0, error);
        ((int?)JsonNode.Parse(output)!["imported"])!.Value.ShouldBeGreaterThan(least);
    }

    [Fact]
    public async Task AddAndRemove_ACard_ItIsFoundAndThenNot()
    {
        using var planner = new PlannerProcess();

        var (added, _, trouble) = await planner.RunAsync("models", "add", "me/heron", "--task", "asr", "--task", "summarization", "--description", "Hears herons.", "--language", "EN");
        var (_, shown, _) = await planner.RunAsync("models", "show", "me/heron", "--json");
        var (removed, _, _) = await planner.RunAsync("models", "remove", "me/heron");
        var (again, _, error) = await planner.RunAsync("models", "remove", "me/heron");
        var (shipped, _, why) = await planner.RunAsync("models", "remove", "local/ocr");

        (added, removed, again, shipped).ShouldBe((0, 0, 2, 2), trouble);
        JsonNode.Parse(shown)!["tasks"]!.ToJsonString().ShouldBe("""["automatic-speech-recognition","summarization"]""");
        error.ShouldContain("There is no model 'me/heron'");
        why.ShouldContain("is shipped");
    }

    [Fact]
    public async Task Add_OfAnUnknownTask_IsAnError()
    {
        using var planner = new PlannerProcess();

        var (code, _, error) = await planner.RunAsync("models", "add", "me/heron", "--task", "telepathy", "--description", "x");

        code.ShouldBe(2);
        error.ShouldContain("There is no task 'telepathy'");
    }

    private static async Task<IReadOnlyList<JsonNode>> ListAsync(PlannerProcess planner)
    {
        var (_, output, _) = await planner.RunAsync("models", "list", "--json");
        return [.. JsonNode.Parse(output)!["items"]!.AsArray().Select(item => item!)];
    }
}
