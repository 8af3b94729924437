using Planner.Catalog;
using Planner.Planning.Lexical;
using Planner.Runs;

namespace Planner.Matching.Indexing;

/// <summary>How likely a query asks for each task: what its words say (<see cref="TaskWords"/>), what the embedded planner would plan, and how many cards there are.</summary>
internal static class TaskGuess
{
    // In nats: what a plan of that task is worth; what tenfold as many cards are worth, times ln 10; and how much all of it is believed.
    private const double Planned = 2;
    private const double Size = 0.5;
    private const double Doubt = 2;

    /// <summary>The probability of each of the words' tasks; all 0 when nothing in the query speaks of any.</summary>
    public static double[] Of(string text, QueryText query, TaskWords words, TaskTaxonomy? taxonomy)
    {
        var scores = words.Scores(query.Telling);
        var planned = taxonomy is null ? [] : LexicalPlanner.Draft(new Request { Text = text }, taxonomy).Steps.Select(step => step.Task).ToHashSet(StringComparer.Ordinal);
        if (planned.Count == 0 && Array.TrueForAll(scores, score => score == 0))
        {
            return scores;
        }

        for (var task = 0; task < scores.Length; task++)
        {
            var plans = planned.Count > 0 && taxonomy!.TryGet(words.Tasks[task], out var type) && planned.Contains(type.Id);
            scores[task] = (scores[task] + (plans ? Planned : 0) + (Size * words.LogSizes[task])) / Doubt;
        }

        var most = scores.Length == 0 ? 0 : scores.Max();
        var sum = scores.Sum(score => Math.Exp(score - most));
        return [.. scores.Select(score => Math.Exp(score - most) / sum)];
    }
}
