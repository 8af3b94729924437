using System.Text;
using System.Text.Json.Nodes;
using Planner.Evaluation;
using Planner.Planning;
using Planner.Planning.Lexical;
using Planner.Tests.Planning.Lexical;

namespace Planner.Tests.Planning;

/// <summary>Reading and mending what weak controllers wrote: on their plans as they came, and on these broken at random.</summary>
public sealed class RepairEvaluationTests
{
    private static readonly ControllerOptions Controller = new();
    private static readonly PlanLimits Limits = new();

    [Fact]
    public void Run_PlansOfWeakControllers_MeetTheBars()
    {
        var report = RepairEvaluation.Run(Data("llm-plans/dev.jsonl"), Data("taskbench/tools.json"), Data("taskbench/dev.jsonl"), Plans.Taxonomy, Controller, Limits);

        report.Percent(RepairOutcome.Crashed).ShouldBe(0, report.Plans.FirstOrDefault(plan => plan.Outcome == RepairOutcome.Crashed)?.Problems[0]);
        report.Percent(RepairOutcome.Valid, RepairOutcome.Mended, RepairOutcome.Replaced).ShouldBeGreaterThanOrEqualTo(97);
        report.Percent(RepairOutcome.Replaced).ShouldBeLessThanOrEqualTo(15);
        report.After!.NodeF1.ShouldBeGreaterThanOrEqualTo(report.Before!.NodeF1);
        report.After.EdgeF1.ShouldBeGreaterThanOrEqualTo(report.Before.EdgeF1);
        var tasks = OutsideTasks.Load(Data("taskbench/tools.json"), Plans.Taxonomy);
        static List<string> Types(JsonNode? types) => [.. types!.AsArray().Select(type => type!.GetValue<string>())];
        var types = JsonNode.Parse(File.ReadAllText(Data("taskbench/tools.json")))!["nodes"]!.AsArray()
            .ToDictionary(tool => tool!["id"]!.GetValue<string>(), tool => (Takes: Types(tool!["input-type"]), Gives: Types(tool["output-type"])));
        foreach (var plan in report.Plans)
        {
            plan.Nodes.ShouldAllBe(node => tasks.Tasks.Any(task => task.Id == node));
            plan.Plan.Graph.FindCycle().ShouldBeNull();

            // By what the tools themselves say; what Sentence Similarity gives they leave open, and the gold reads it as text.
            foreach (var (from, to) in plan.Links.Where(link => types[link.From].Gives.Count > 0))
            {
                types[from].Gives.Intersect(types[to].Takes).ShouldNotBeEmpty($"{plan.Id}: {from} -> {to}");
            }
        }
    }

    [Fact]
    public void Repair_PlansBrokenAtRandom_NeverThrowAndNothingUnsoundIsRun()
    {
        var tasks = OutsideTasks.Load(Data("taskbench/tools.json"), Plans.Taxonomy);
        var samples = RepairSample.Load(Data("llm-plans/dev.jsonl"));
        var random = new Random(20_26);
        for (var round = 0; round < 600; round++)
        {
            var sample = samples[random.Next(samples.Count)];
            var broken = sample with { Reply = Break(sample.Reply, random) };

            var plan = RepairEvaluation.Repair(broken, tasks, Controller, Limits);

            plan.Outcome.ShouldNotBe(RepairOutcome.Crashed, $"{string.Join(' ', plan.Problems)}\n{broken.Reply}");
            plan.Plan.Graph.FindCycle().ShouldBeNull();
        }
    }

    private static string Break(string reply, Random random)
    {
        var text = new StringBuilder(reply);
        for (var edits = random.Next(1, 8); edits > 0 && text.Length > 2; edits--)
        {
            var at = random.Next(text.Length - 1);
            switch (random.Next(5))
            {
                case 0:
                    text.Remove(at, Math.Min(random.Next(1, 20), text.Length - at));
                    break;
                case 1:
                    text.Insert(at, "{}[]\"',:\\<node-9>"[random.Next(9)]);
                    break;
                case 2:
                    text[at] = (char)random.Next(32, 1200);
                    break;
                case 3:
                    text.Insert(at, text.ToString(at, Math.Min(random.Next(1, 60), text.Length - at)));
                    break;
                default:
                    text.Length = at + 1;
                    break;
            }
        }

        return text.ToString();
    }

    private static string Data(string name)
    {
        var path = Plans.Find($"../shared/eval/{name}") ?? Plans.Find($"shared/eval/{name}");
        Assert.SkipWhen(path is null, $"The evaluation data 'shared/eval/{name}' is not beside the checkout.");
        return path!;
    }
}
