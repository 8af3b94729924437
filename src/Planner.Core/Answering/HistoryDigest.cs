using System.Text;
using Planner.Runs;
using Planner.Text;

namespace Planner.Answering;

/// <summary>
/// A conversation in as many tokens as there are. The turns that matter most are there whole: each counts half as much as the next, and up
/// to as much again by the words that it shares with the request. Of the others a line each is kept, the newest longest.
/// </summary>
internal static class HistoryDigest
{
    private const int LineLength = 160;

    /// <summary>The whole conversation, oldest first.</summary>
    public static string All(IReadOnlyList<PastTurn> turns) => string.Join("\n\n", turns.Select(Whole));

    /// <summary>The conversation, oldest first; all of it when it fits.</summary>
    /// <param name="turns">The turns, oldest first.</param>
    /// <param name="request">The words of the request.</param>
    /// <param name="tokens">How many tokens it may have.</param>
    /// <param name="count">Counts tokens.</param>
    public static string Write(IReadOnlyList<PastTurn> turns, string request, int tokens, Func<string, int> count)
    {
        var all = All(turns);
        if (count(all) <= tokens)
        {
            return all;
        }

        var whole = turns.Select(Whole).ToList();
        var words = ContentStems.Of(request);
        var lines = turns.Select(Brief).ToList();
        var left = tokens - lines.Sum(count);
        var kept = new HashSet<int>();
        foreach (var i in Enumerable.Range(0, turns.Count).OrderByDescending(i => Worth(turns, i, words)))
        {
            var more = count(whole[i]) - count(lines[i]);
            if (more <= left)
            {
                kept.Add(i);
                left -= more;
            }
        }

        // Too long even so: the oldest lines go.
        var first = 0;
        while (left < 0 && first < turns.Count)
        {
            left += kept.Contains(first) ? 0 : count(lines[first]);
            first++;
        }

        var text = new StringBuilder();
        for (var i = first; i < turns.Count; i++)
        {
            text.Append(text.Length > 0 ? "\n\n" : "").Append(kept.Contains(i) ? whole[i] : lines[i]);
        }

        return text.ToString();
    }

    /// <summary>The turns with at most so many of them whole, those that matter most; a line is left of what was asked and answered in the others.</summary>
    /// <param name="turns">The turns, oldest first.</param>
    /// <param name="request">The words of the request.</param>
    /// <param name="whole">How many stay whole.</param>
    public static IReadOnlyList<PastTurn> Fold(IReadOnlyList<PastTurn> turns, string request, int whole)
    {
        if (turns.Count <= whole)
        {
            return turns;
        }

        var words = ContentStems.Of(request);
        var kept = Enumerable.Range(0, turns.Count).OrderByDescending(i => Worth(turns, i, words)).Take(whole).ToHashSet();
        return [.. turns.Select((turn, i) => kept.Contains(i) ? turn : turn with { Asked = Line(turn.Asked), Answered = Line(turn.Answered) })];
    }

    private static double Worth(IReadOnlyList<PastTurn> turns, int i, HashSet<string> words)
    {
        var own = ContentStems.Of(turns[i].Asked + " " + turns[i].Answered);
        var shared = words.Count == 0 ? 0 : (double)words.Count(own.Contains) / words.Count;
        return Math.Pow(0.5, turns.Count - 1 - i) + shared;
    }

    private static string Whole(PastTurn turn) => $"User: {turn.Asked}\nAnswer: {turn.Answered}";

    private static string Brief(PastTurn turn) => $"User: {Line(turn.Asked)} Answer: {Line(turn.Answered)}";

    private static string Line(string text)
    {
        var first = SentenceSplitter.Split(text) is [var sentence, ..] ? sentence.In(text).ToString() : "";
        var line = string.Join(' ', first.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LineLength ? line : line[..LineLength] + "…";
    }
}
