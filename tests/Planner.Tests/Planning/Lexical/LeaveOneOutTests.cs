using System.Globalization;
using Planner.Evaluation;
using Planner.Planning.Lexical;

namespace Planner.Tests.Planning.Lexical;

/// <summary>
/// What each part of the planner is worth. The table of docs/planning.md is this test's output:
/// <c>dotnet test tests/Planner.Tests --filter LeaveOneOut --logger "console;verbosity=detailed"</c>.
/// </summary>
public sealed class LeaveOneOutTests(ITestOutputHelper output)
{
    // One sample of TaskBench moves the sum by about 0.7.
    private const double Noise = 1.5;

    [Fact]
    public async Task RunAsync_AnyPartLeftOut_PlansNoBetter()
    {
        string[] sets = ["tests/data/planning.jsonl", "shared/eval/own/dev.jsonl", "shared/eval/taskbench/dev.jsonl"];
        var found = sets.Select(Plans.Find).OfType<string>().ToList();
        var whole = await RowAsync(LexicalParts.None, found);
        foreach (var part in Enum.GetValues<LexicalParts>().Where(part => part is not (LexicalParts.None or LexicalParts.All)))
        {
            var without = await RowAsync(part, found);

            without.ShouldBeLessThanOrEqualTo(whole + Noise, $"{part} costs more than it brings: leave it out");
        }
    }

    // The sum of all figures.
    private async Task<double> RowAsync(LexicalParts left, List<string> sets)
    {
        var sum = 0.0;
        var row = $"| {(left == LexicalParts.None ? "nothing" : left)} |";
        foreach (var set in sets)
        {
            var report = await PlanningEvaluation.RunAsync(new LexicalPlanner(LexicalParts.All & ~left), set, toolsPath: null, Plans.Taxonomy,
                TestContext.Current.CancellationToken);
            sum += report.All.NodeF1 + report.All.EdgeF1;
            row += string.Create(CultureInfo.InvariantCulture, $" {report.All.NodeF1:F1} / {report.All.EdgeF1:F1} |");
        }

        output.WriteLine(row);
        return sum;
    }
}
