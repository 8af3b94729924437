using Planner.Runs;

namespace Planner.Statistics;

/// <summary>Takes what people think of the results of runs: <c>planner rate</c>, and the server.</summary>
public sealed class RunRatings(IStatisticsStore store, TimeProvider clock)
{
    /// <summary>Rates a step of a run, or all of its steps that gave something: then each counts 1 / steps, since it is not known which one it was; so do the members of an ensemble.</summary>
    /// <param name="run">The run.</param>
    /// <param name="stepId">The step; null: the run as a whole.</param>
    /// <param name="good">Whether it was good.</param>
    /// <param name="note">Words to it, kept for people.</param>
    /// <param name="caller">Who rates.</param>
    /// <param name="cancellationToken">Gives up before it is kept.</param>
    /// <returns>The ratings that were kept.</returns>
    /// <exception cref="BadRequestException">There is no such step, or nothing that can be rated.</exception>
    public async Task<IReadOnlyList<Rating>> RateAsync(RunState run, string? stepId, bool good, string? note, Caller caller, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(caller);
        if (note?.Length > 2000)
        {
            throw new BadRequestException($"The note has {note.Length} characters; at most 2000 are kept. Shorten it.");
        }

        var rated = stepId is null
            ? run.Steps.Where(IsRatable).ToList()
            : [run.Step(stepId) ?? throw new BadRequestException($"The run has no step '{stepId}'. Its steps are {string.Join(", ", run.Steps.Select(step => step.Step.Id))}.")];
        if (rated.FirstOrDefault(step => !IsRatable(step)) is { } without)
        {
            throw new BadRequestException($"Step '{without.Step.Id}' gave no result of a model ({ErrorReport.Name(without.Status)}), so there is nothing to rate.");
        }

        if (rated.Count == 0)
        {
            throw new BadRequestException("No step of this run gave a result, so there is nothing to rate.");
        }

        var now = clock.GetUtcNow();
        List<Rating> ratings =
        [
            .. from step in rated
               let makers = MakersOf(step)
               from maker in makers
               select new Rating
               {
                   RunId = run.RunId,
                   StepId = step.Step.Id,
                   User = caller.User ?? "",
                   Model = maker.Model,
                   Instance = maker.Instance,
                   Task = step.Step.Task,
                   Good = good,
                   Weight = 1.0 / rated.Count / makers.Count,
                   Note = string.IsNullOrWhiteSpace(note) ? null : note.Trim(),
                   Time = now,
               },
        ];
        await store.RateAsync(ratings, cancellationToken);
        return ratings;
    }

    /// <summary>Who made the result: one model, or the members of an ensemble that gave something.</summary>
    private static IReadOnlyList<(string Model, string Instance)> MakersOf(StepState step) => step.Consensus is null
        ? [(step.Model!, step.Instance ?? "")]
        : [.. step.Members.Where(member => member.Error is null).Select(member => (member.Model, member.Instance)).Distinct()];

    private static bool IsRatable(StepState step) => step is { Status: StepStatus.Succeeded, Model: { Length: > 0 } };
}
