using System.Diagnostics;
using Planner.Matching;

namespace Planner.Evaluation;

/// <summary>Measures a search for models against requests whose author had one in mind.</summary>
public static class MatchingEvaluation
{
    private const int Depth = 10;

    /// <summary>Asks each request twice: over all cards, and among those of the wanted domain.</summary>
    /// <param name="search">The search over the data's catalog.</param>
    /// <param name="cards">How many cards that has, for the report.</param>
    /// <param name="samples">The requests.</param>
    /// <param name="onFound">Told what an open search found, for looking at errors; may be null.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static MatchingReport Run(
        IModelSearch search,
        int cards,
        IReadOnlyList<MatchingSample> samples,
        Action<MatchingSample, IReadOnlyList<FoundModel>>? onFound,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(search);
        ArgumentNullException.ThrowIfNull(samples);
        var (open, known, times) = (new Places(), new Places(), new List<double>(samples.Count));

        // The first search pays for building the index and compiling the code; a user pays it once for each process.
        foreach (var sample in samples.Take(1))
        {
            Search(search, sample, null);
        }

        foreach (var sample in samples)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var started = Stopwatch.GetTimestamp();
            var found = Search(search, sample, null);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            open.Add(sample, found);
            known.Add(sample, Search(search, sample, sample.Domain));
            onFound?.Invoke(sample, found);
        }

        return new MatchingReport(samples.Count, cards, open.Figures, known.Figures, Times.Percentile(times, 0.5), Times.Percentile(times, 0.95));
    }

    private static IReadOnlyList<FoundModel> Search(IModelSearch search, MatchingSample sample, string? domain) =>
        search.Search(new ModelQuery { Text = sample.Query, Task = domain, Limit = Depth });

    private sealed class Places
    {
        private readonly List<double> _domains = [];
        private readonly List<int> _places = [];

        public MatchingFigures Figures => new(Percentage.Of(_domains), Within(1), Within(5), Within(Depth), Percentage.Of([.. _places.Select(place => place > 0 ? 1.0 / place : 0)]));

        public void Add(MatchingSample sample, IReadOnlyList<FoundModel> found)
        {
            // Strictly the card's main domain: one of three cards with two domains must not count for either.
            _domains.Add(found is [var first, ..] && first.Card.Tasks[0] == sample.Domain ? 1 : 0);
            var index = found.ToList().FindIndex(model => model.Card.Id == sample.Model);
            _places.Add(index + 1);
        }

        private Percentage Within(int depth) => Percentage.Of([.. _places.Select(place => place > 0 && place <= depth ? 1.0 : 0)]);
    }
}
