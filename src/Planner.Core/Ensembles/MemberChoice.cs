using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Planner.Matching;
using Planner.Statistics;

namespace Planner.Ensembles;

/// <summary>
/// Chooses who is asked: first the best by measured quality, then whoever adds most, by quality and by how often they are right where the others are not (greedy
/// selection: R. Caruana et al., Ensemble selection from libraries of models, ICML 2004; the measure of disagreement: L. I. Kuncheva, C. J. Whitaker, Machine
/// Learning 51, 2003). Without measurements the order of the match decides.
/// </summary>
internal sealed class MemberChoice(ModelRecords records, IOptions<EnsembleOptions> options, ILogger<MemberChoice> logger, IStatisticsStore? store = null)
{
    // Of two models that were not measured on the same data.
    private const double UnknownDisagreement = 0.25;

    // A model that guesses still counts for something: it was matched.
    private const double LeastWeight = 0.1;

    /// <summary>All that can run, in the order in which they are asked, each with its weight.</summary>
    public async Task<IReadOnlyList<(Candidate Candidate, double Weight)>> OrderAsync(IReadOnlyList<Candidate> candidates, string task, CancellationToken cancellationToken)
    {
        var measured = (await MeasurementsAsync(task, cancellationToken)).ToLookup(measurement => measurement.Model, StringComparer.Ordinal);
        var left = candidates.ToList();
        var chosen = new List<Candidate>();
        while (left.Count > 0)
        {
            var next = left.MaxBy(candidate => Quality(candidate, task) + (options.Value.DiversityWeight * Disagreement(candidate, chosen, measured)))!;
            chosen.Add(next);
            left.Remove(next);
        }

        var any = candidates.Any(candidate => records.Of(candidate.ModelId, task).Samples > 0);
        return [.. chosen.Select(candidate => (candidate, Weight(candidate, task, any)))];
    }

    private async Task<IReadOnlyList<Measurement>> MeasurementsAsync(string task, CancellationToken cancellationToken)
    {
        try
        {
            return store is null ? [] : await store.MeasurementsAsync(task, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A choice without the past is better than none.
            logger.RecordUnreadable(exception);
            return [];
        }
    }

    private double Quality(Candidate candidate, string task) => records.Of(candidate.ModelId, task).Measured(records.Options);

    /// <summary>The log-odds of being right, the best weights of a vote whose members err on their own (S. Nitzan, J. Paroush, International Economic Review 23, 1982).</summary>
    private double Weight(Candidate candidate, string task, bool measured)
    {
        if (options.Value.Weights.TryGetValue(candidate.ModelId, out var said))
        {
            return Math.Max(said, 1e-6);
        }

        var quality = Math.Clamp(Quality(candidate, task), 0.01, 0.99);
        return measured ? Math.Max(Math.Log(quality / (1 - quality)), LeastWeight) : 1;
    }

    private static double Disagreement(Candidate candidate, List<Candidate> chosen, ILookup<string, Measurement> measured) => chosen.Count == 0 ? 0 : chosen.Average(other =>
    {
        var pairs = from mine in measured[candidate.ModelId]
                    from theirs in measured[other.ModelId]
                    where mine.Data == theirs.Data && mine.Scores.Count == theirs.Scores.Count && mine.Scores.Count > 0
                    select mine.Scores.Zip(theirs.Scores, (a, b) => Math.Abs(a - b)).Average();
        return pairs.DefaultIfEmpty(UnknownDisagreement).First();
    });
}
