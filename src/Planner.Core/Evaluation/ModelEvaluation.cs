using System.Security.Cryptography;
using Planner.Catalog;
using Planner.Execution;
using Planner.Inference;
using Planner.Matching;
using Planner.Planning;
using Planner.Routing;
using Planner.Runs;
using Planner.Statistics;

namespace Planner.Evaluation;

/// <summary>Has every model that can run here do a task on labelled data, and keeps how well each did: models and members of ensembles are chosen by it.</summary>
public sealed class ModelEvaluation(ModelCatalog catalog, TaskTaxonomy taxonomy, IModelMatcher matcher, IModelCaller caller, ModelCallReader reader, IStatisticsStore store, TimeProvider clock)
{
    /// <summary>Measures.</summary>
    /// <param name="taskId">The task.</param>
    /// <param name="path">The data, see <see cref="ModelSample"/>.</param>
    /// <param name="limit">How many samples at most; null: all.</param>
    /// <param name="models">Only these; none: all that can run.</param>
    /// <param name="ceiling">How far the data may travel.</param>
    /// <param name="progress">Told of each model that is done.</param>
    /// <param name="cancellationToken">Stops it; what is measured by then is kept.</param>
    /// <returns>What was measured, the best first.</returns>
    /// <exception cref="FormatException">The data can't be read.</exception>
    /// <exception cref="BadRequestException">There is no such task, or nothing that runs it.</exception>
    public async Task<IReadOnlyList<Measurement>> RunAsync(
        string taskId, string path, int? limit, IReadOnlyList<string> models, Egress ceiling, Action<Measurement>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(models);
        if (!taxonomy.TryGet(taskId, out var task))
        {
            throw new BadRequestException($"There is no task '{taskId}'. planner tasks lists them.");
        }

        var samples = ModelSample.Load(path).Take(limit ?? int.MaxValue).ToList();
        if (samples.Count == 0)
        {
            throw new FormatException($"'{path}' has no samples. Write one a line: {{\"inputs\":{{…}},\"expected\":…}}.");
        }

        var match = await matcher.MatchAsync(new PlanStep { Id = "s1", Task = task.Id }, ceiling, null, cancellationToken);
        var runnable = match.Candidates.Where(candidate => candidate.Runnable && (models.Count == 0 || models.Contains(candidate.ModelId, StringComparer.OrdinalIgnoreCase))).ToList();
        if (runnable.Count == 0)
        {
            throw new BadRequestException($"None of {(models.Count == 0 ? "the models" : string.Join(", ", models))} can run {task.Id} here: {match.Reason}.");
        }

        var data = await HashAsync(path, samples.Count, cancellationToken);
        var measured = new List<Measurement>();
        foreach (var candidate in runnable.Where(candidate => catalog.TryGet(candidate.ModelId, out _)))
        {
            var one = await MeasureAsync(candidate.ModelId, task, samples, ceiling, cancellationToken) with { Data = data, Name = Path.GetFileName(path) };
            await store.MeasureAsync(one, cancellationToken);
            measured.Add(one);
            progress?.Invoke(one);
        }

        return [.. measured.OrderByDescending(one => one.Quality)];
    }

    private async Task<Measurement> MeasureAsync(string model, TaskType task, IReadOnlyList<ModelSample> samples, Egress ceiling, CancellationToken cancellationToken)
    {
        var scores = new List<double>();
        var times = new List<double>();
        var cost = 0m;
        foreach (var sample in samples)
        {
            var request = new RunModelRequest { Model = model, Task = task.Id, Inputs = sample.Inputs, Parameters = sample.Parameters, Instruction = sample.Instruction };
            var call = await reader.ReadAsync(request, Caller.Local, ceiling, cancellationToken) with { NoCache = true };
            var began = clock.GetTimestamp();
            var result = await caller.CallAsync(call, cancellationToken);
            times.Add(clock.GetElapsedTime(began).TotalSeconds);
            scores.Add(result.Value is { } value ? ResultScore.Of(value, sample.Expected) : 0);
            cost += result.CostUsd;
        }

        times.Sort();
        return new Measurement { Model = model, Task = task.Id, Data = "", Scores = scores, P50Seconds = times[times.Count / 2], CostUsd = cost, Time = clock.GetUtcNow() };
    }

    // The same lines are the same data, wherever the file is.
    private static async Task<string> HashAsync(string path, int samples, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        return $"{Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken))}/{samples}";
    }
}
