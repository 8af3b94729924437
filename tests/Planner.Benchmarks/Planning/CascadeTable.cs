using System.Globalization;
using Planner.Catalog;
using Planner.Evaluation;
using Planner.Planning.Lexical;

namespace Planner.Benchmarks.Planning;

/// <summary>How many requests the embedded controller keeps at each threshold of confidence, and how good its plans are there.</summary>
internal static class CascadeTable
{
    public static async Task<int> PrintAsync(string[] files)
    {
        foreach (var file in files)
        {
            var known = TaskTaxonomy.Load(new CatalogOptions().TasksFile);
            var tools = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, "tools.json");
            var tasks = File.Exists(tools) ? OutsideTasks.Load(tools, known) : known;
            var drafts = PlanningSample.Load(file).Select(sample => (Sample: sample, Confidence: Confidence(sample, tasks))).ToList();
            Console.WriteLine($"| {Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(file)))} ({drafts.Count}): threshold | kept, % | n-F1 kept | e-F1 kept | n-F1 passed on | e-F1 passed on |");
            Console.WriteLine("|---|---|---|---|---|---|");
            foreach (var threshold in new[] { 0.0, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95 })
            {
                var kept = await FiguresAsync([.. drafts.Where(pair => pair.Confidence >= threshold).Select(pair => pair.Sample)], tasks);
                var passed = await FiguresAsync([.. drafts.Where(pair => pair.Confidence < threshold).Select(pair => pair.Sample)], tasks);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {threshold:0.00} | {100.0 * kept.Samples / drafts.Count:0} | {kept.NodeF1:0.0} | {kept.EdgeF1:0.0} | {passed.NodeF1:0.0} | {passed.EdgeF1:0.0} |"));
            }

            Console.WriteLine();
        }

        return 0;
    }

    private static async Task<PlanningFigures> FiguresAsync(List<PlanningSample> samples, TaskTaxonomy tasks) =>
        (await PlanningEvaluation.RunAsync(new LexicalPlanner(), samples, tasks, onPlan: null, CancellationToken.None)).All;

    private static double Confidence(PlanningSample sample, TaskTaxonomy tasks) => LexicalPlanner.Draft(PlanningEvaluation.RequestOf(sample), tasks).Confidence;
}
