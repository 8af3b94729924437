using System.Diagnostics;
using Planner.Artifacts;
using Planner.Catalog;
using Planner.Planning;
using Planner.Planning.Lexical;
using Planner.Runs;

namespace Planner.Evaluation;

/// <summary>Measures a planner against plans made by people.</summary>
public static class PlanningEvaluation
{
    private const string ToolsName = "tools.json";

    /// <summary>Measures on a file.</summary>
    /// <param name="planner">The planner.</param>
    /// <param name="dataPath">JSON lines, see <see cref="PlanningSample.Load"/>.</param>
    /// <param name="toolsPath">
    /// A task list that restricts and names the tasks, see <see cref="OutsideTasks.Load"/>; null: <c>tools.json</c> beside the data when
    /// there is one, otherwise <paramref name="taxonomy"/> itself.
    /// </param>
    /// <param name="taxonomy">The known tasks.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="FormatException">The data can't be read.</exception>
    /// <exception cref="CatalogException">The task list can't be read.</exception>
    public static async Task<PlanningReport> RunAsync(
        IPlanner planner, string dataPath, string? toolsPath, TaskTaxonomy taxonomy, CancellationToken cancellationToken)
    {
        var beside = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(dataPath)) ?? "", ToolsName);
        toolsPath ??= File.Exists(beside) ? beside : null;
        var tasks = toolsPath is null ? taxonomy : OutsideTasks.Load(toolsPath, taxonomy);
        return await RunAsync(planner, PlanningSample.Load(dataPath), tasks, onPlan: null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Measures on samples.</summary>
    /// <param name="planner">The planner.</param>
    /// <param name="samples">The samples; their task names may be aliases.</param>
    /// <param name="taxonomy">The tasks that may be planned.</param>
    /// <param name="onPlan">Told of each plan, for looking at errors; may be null.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static async Task<PlanningReport> RunAsync(
        IPlanner planner,
        IReadOnlyList<PlanningSample> samples,
        TaskTaxonomy taxonomy,
        Action<PlanningSample, IReadOnlyList<PlanStep>>? onPlan,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(planner);
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(taxonomy);
        var tallies = new Tallies();
        var times = new List<double>(samples.Count);

        // The first request pays for compiling the code and reading the cues; a user pays it once for each process.
        if (samples.Count > 0)
        {
            await PlanAsync(planner, samples[0], taxonomy, cancellationToken).ConfigureAwait(false);
        }

        foreach (var sample in samples)
        {
            var started = Stopwatch.GetTimestamp();
            var (steps, confidence) = await PlanAsync(planner, sample, taxonomy, cancellationToken).ConfigureAwait(false);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            tallies.Add(sample, steps, confidence, taxonomy);
            onPlan?.Invoke(sample, steps);
        }

        return tallies.Report(Times.Percentile(times, 0.5), Times.Percentile(times, 0.95));
    }

    private static async Task<(List<PlanStep> Steps, double? Confidence)> PlanAsync(
        IPlanner planner, PlanningSample sample, TaskTaxonomy taxonomy, CancellationToken cancellationToken)
    {
        var context = new PlanningContext { Request = RequestOf(sample), Taxonomy = taxonomy };
        var steps = new List<PlanStep>();
        await foreach (var step in planner.PlanAsync(context, cancellationToken).ConfigureAwait(false))
        {
            steps.Add(step);
        }

        return (steps, context.Confidence);
    }

    // Files are known by name only: nothing is read, as when a plan is asked for without them.
    private static Request RequestOf(PlanningSample sample) => new()
    {
        Text = sample.Request,
        Options = new RequestOptions { PlanOnly = true },
        Attachments = [.. sample.Attachments.Select((name, index) =>
            new Attachment($"f{index + 1}", name, new Artifact($"a_{index + 1}", name, "application/octet-stream", 0, "")))],
    };
}
