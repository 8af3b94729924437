using Planner.Evaluation;
using Planner.Planning.Lexical;
using Planner.Tests.Planning.Lexical;

namespace Planner.Tests.Planning;

public sealed class PlanningEvaluationTests
{
    [Fact]
    public void Percent_Sets_IsMicroF1()
    {
        var f1 = new F1();
        f1.Add(new HashSet<string> { "a", "b" }, new HashSet<string> { "a" });
        f1.Add(new HashSet<string> { "c" }, new HashSet<string> { "d", "c" });

        f1.Percent.ShouldBe(200.0 * 2 / 6, 0.001);
    }

    [Fact]
    public async Task RunAsync_OwnSample_CountsThroughAliases()
    {
        var sample = new PlanningSample
        {
            Id = "x",
            Request = "Transcribe it and translate it into French",
            Attachments = ["a.wav"],
            Nodes = ["Automatic Speech Recognition", "Translation"],
            Links = [("asr", "translation")],
            Type = "chain",
        };

        var report = await PlanningEvaluation.RunAsync(new LexicalPlanner(), [sample], Plans.Taxonomy, onPlan: null,
            TestContext.Current.CancellationToken);

        report.All.ShouldBe(new PlanningFigures(1, 100, 100));
        report.ToJson()["by_language"]!["en"]!["samples"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task RunAsync_SureAndUnsurePlans_ThresholdLeavesTheSure()
    {
        static PlanningSample Sample(string text, string task, params string[] files) =>
            new() { Id = text, Request = text, Attachments = files, Nodes = [task], Links = [] };

        var report = await PlanningEvaluation.RunAsync(
            new LexicalPlanner(),
            [Sample("Transcribe the recording", "automatic-speech-recognition", "a.wav"), Sample("hm", "translation")],
            Plans.Taxonomy,
            onPlan: null,
            TestContext.Current.CancellationToken);

        var (all, sure) = (report.Coverage[0], report.Coverage.Single(row => row.Threshold == 0.7));
        (all.CoveragePercent, all.RightPercent).ShouldBe((100, 50));
        (sure.CoveragePercent, sure.RightPercent, sure.Figures.NodeF1).ShouldBe((50, 100, 100));
        report.ToJson()["coverage"]!.AsArray().Count.ShouldBe(report.Coverage.Count);
    }

    [Fact]
    public void Load_BrokenLine_NamesFileAndLine()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("planner-").FullName, "data.jsonl");
        File.WriteAllText(path, "{\"request\":\"x\",\"nodes\":[],\"links\":[]}\n{\"nodes\":[]}\n");

        Should.Throw<FormatException>(() => PlanningSample.Load(path)).Message.ShouldContain($"'{path}' line 2");
    }

    [Theory]
    [InlineData("taskbench", 82, 54)]
    [InlineData("own", 92, 68)]
    public async Task RunAsync_SharedSamples_ReachesTheBars(string set, double nodes, double edges)
    {
        var data = Plans.Find($"shared/eval/{set}/dev.jsonl");
        Assert.SkipWhen(data is null, $"No shared/eval/{set}/dev.jsonl beside the repository: the samples of others are not part of it.");

        var report = await PlanningEvaluation.RunAsync(new LexicalPlanner(), data!, toolsPath: null, Plans.Taxonomy,
            TestContext.Current.CancellationToken);

        report.All.NodeF1.ShouldBeGreaterThanOrEqualTo(nodes);
        report.All.EdgeF1.ShouldBeGreaterThanOrEqualTo(edges);
    }
}
