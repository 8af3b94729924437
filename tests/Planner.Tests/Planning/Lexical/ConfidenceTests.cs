using System.Globalization;
using Planner.Evaluation;
using Planner.Planning.Lexical;

namespace Planner.Tests.Planning.Lexical;

/// <summary>
/// The weights of <see cref="PlanConfidence"/> are this test's output:
/// <c>dotnet test tests/Planner.Tests --filter ConfidenceTests --logger "console;verbosity=detailed"</c>.
/// </summary>
public sealed class ConfidenceTests(ITestOutputHelper output)
{
    // How much more surprised than the best weights the shipped ones may be, in nats a plan, before they must be fitted anew.
    private const double Stale = 0.02;

    [Fact]
    public void Weights_RequestsFittedOn_AreNearlyTheLikeliest()
    {
        // The sets on which nearly every plan is right by now would only teach overconfidence.
        var found = Plans.Find("shared/eval/taskbench/dev.jsonl");
        Assert.SkipWhen(found is null, "No shared/eval beside the repository: the samples of others are not part of it.");

        var seen = Seen(found!).ToList();
        var best = PlanConfidence.Fit(seen);
        output.WriteLine(string.Join(", ", best.Select(weight => weight.ToString("F2", CultureInfo.InvariantCulture))));

        (Surprise(seen, PlanConfidence.Weights) - Surprise(seen, best)).ShouldBeLessThan(Stale, "the weights of PlanConfidence are stale: copy the fitted ones");
    }

    [Fact]
    public void Fit_SignalThatTells_GetsItsWeight()
    {
        var sure = new PlanSignals { Weakest = 1.2 };
        var unsure = new PlanSignals { Guessed = true };
        var seen = Enumerable.Range(0, 100).SelectMany(i => new[] { (sure, i < 90), (unsure, i < 20) }).ToList();

        var weights = PlanConfidence.Fit(seen);

        PlanConfidence.Of(sure.ToVector(), weights).ShouldBe(0.9, 0.02);
        PlanConfidence.Of(unsure.ToVector(), weights).ShouldBe(0.2, 0.03);
    }

    [Fact]
    public void Draft_NothingKnown_IsLessSureThanAPlainWish() =>
        Plans.Draft("So that the cat yawns", "cat.jpg").Confidence.ShouldBeLessThan(Plans.Draft("Transcribe the recording", "a.wav").Confidence);

    // Mean negative log likelihood.
    private static double Surprise(List<(PlanSignals Signals, bool Right)> seen, IReadOnlyList<double> weights) =>
        -seen.Average(plan => Math.Log(PlanConfidence.Of(plan.Signals.ToVector(), weights) is var p && plan.Right ? p : 1 - p));

    private static IEnumerable<(PlanSignals Signals, bool Right)> Seen(string path)
    {
        var tools = Path.Combine(Path.GetDirectoryName(path)!, "tools.json");
        var taxonomy = File.Exists(tools) ? OutsideTasks.Load(tools, Plans.Taxonomy) : Plans.Taxonomy;
        string Name(string task) => taxonomy.TryGet(task, out var found) ? found.Id : task;
        foreach (var sample in PlanningSample.Load(path))
        {
            var plan = LexicalPlanner.Draft(Plans.Request(sample.Request, [.. sample.Attachments]), taxonomy);
            yield return (plan.Signals, sample.Nodes.Select(Name).ToHashSet().SetEquals(plan.Steps.Select(step => Name(step.Task))));
        }
    }
}
