using System.Text.RegularExpressions;
using Planner.Text;

namespace Planner.Inference.Local.Text;

/// <summary>How well a typed span sits in its sentence for a question: near the words that the question repeats, on the right side of the verb, after the right preposition.</summary>
internal static partial class SpanFit
{
    private const double StepCost = 0.05;
    private const double ClauseCost = 2;
    private const double OthersShare = 0.75;
    private const double OtherDayShare = 0.4;
    private const int FarAway = 20;

    private static readonly WordList Deadline = new("by before until till than due within до позднее к течение");
    private static readonly WordList Around = new("only about around roughly some nearly almost over более около примерно почти всего");

    /// <summary>0 to 1, or 0 when the span only repeats the question.</summary>
    public static double Of(string context, RankedSentence ranked, AnswerSpan span, Question question)
    {
        var words = ranked.Sentence.Words;
        var (first, last) = Range(words, span.Span);
        if (first < 0 || RepeatsQuestion(ranked, first, last))
        {
            return 0;
        }

        var fit = span.Fit * Nearness(context, ranked, first, last);
        if (question.Types.HasFlag(AnswerTypes.Date))
        {
            fit *= question.AsksDeadline && !IsLimit(context, span.Span) ? 0.7 : 1;
            fit *= IsOfAnotherDay(context, ranked, first) ? OtherDayShare : 1;
        }

        if ((question.Types & (AnswerTypes.Date | AnswerTypes.Money | AnswerTypes.Percent)) != 0 && BelongsToAnother(ranked, first))
        {
            fit *= OthersShare;
        }

        if (question.RoleStem is not null && RoleFit.Of(ranked, first, last, question) is { } beside)
        {
            return span.Fit * beside;
        }

        if (question.Types.HasFlag(AnswerTypes.Party) && !question.AsksDefinition && ranked.LastHit >= 0)
        {
            var before = last < ranked.LastHit;
            var agent = TypedSpans.WordBefore(context, span.Span.Start) is "by";
            fit *= question.AsksSubject ? (before || agent ? 1 : 0.7) : before ? 0.85 : 1;
        }

        if (question.HeadStem is { } head && question.Types.HasFlag(AnswerTypes.Number))
        {
            fit *= HeadAfter(words, last, head) > 0 ? 1 : 0.4;
        }

        return fit;
    }

    // "When is it open on Saturday" of "Monday to Friday 9 am to 7 pm, Saturday 10 am to 2 pm": the part with the day that is asked about.
    private static bool IsOfAnotherDay(string context, RankedSentence ranked, int first)
    {
        var words = ranked.Sentence.Words;
        var day = Enumerable.Range(0, words.Count).Where(i => ranked.Hits[i] > 0 && Weekday().IsMatch(words[i].Span.In(context))).DefaultIfEmpty(-1).First();
        return day >= 0 && day != first && Breaks(context, words, Math.Min(day, first), Math.Max(day, first)) > 0;
    }

    // "Begins on 1 March and ends on 28 February": the first date is the beginning's when the question has the other verb.
    private static bool BelongsToAnother(RankedSentence ranked, int first)
    {
        var words = ranked.Sentence.Words;
        var governor = first - 1;
        while (governor >= 0 && words[governor].IsStop)
        {
            governor--;
        }

        return governor >= 0 && ranked.Hits[governor] <= 0 && Array.Exists(ranked.Hits[..governor], h => h > 0) && Array.Exists(ranked.Hits[first..], h => h > 0);
    }

    /// <summary>Whether a date stands after a word that makes it a limit ("by", "до").</summary>
    public static bool IsLimit(string context, TextSpan span) =>
        Deadline.Contains(TypedSpans.WordBefore(context, span.Start)) || Counted().IsMatch(context.AsSpan(span.End, Math.Min(24, context.Length - span.End)));

    /// <summary>The span with the day that it is counted from: "60 days before the end".</summary>
    public static TextSpan WithAnchor(string context, TextSpan span) =>
        Anchor().Match(context, span.End, Math.Min(40, context.Length - span.End)) is { Success: true } anchor && anchor.Index == span.End
            ? new TextSpan(span.Start, span.End + anchor.Length) : span;

    /// <summary>The span with what belongs to it: the noun that is counted, or the other names of a list.</summary>
    public static TextSpan Widened(string context, RankedSentence ranked, TextSpan span, List<AnswerSpan> others, Question question)
    {
        if (!question.Types.HasFlag(AnswerTypes.Party))
        {
            return WithNoun(ranked, span, question);
        }

        foreach (var other in others.OrderBy(o => o.Span.Start))
        {
            // "Victor Hale, Maria Lopez and Sam Reed" after a name that is already in.
            if (other.Span.Start >= span.End && IsAlike(context, span, other.Span) && IsListJoint(context.AsSpan(span.End, other.Span.Start - span.End)))
            {
                span = new TextSpan(span.Start, other.Span.End);
            }
        }

        foreach (var other in others.OrderByDescending(o => o.Span.Start))
        {
            if (other.Span.End <= span.Start && IsAlike(context, span, other.Span) && IsListJoint(context.AsSpan(other.Span.End, span.Start - other.Span.End)))
            {
                span = new TextSpan(other.Span.Start, span.End);
            }
        }

        return span;
    }

    // "ООО «Ромашка», директор …": a role after a name begins to tell of another, it is no second name.
    private static bool IsAlike(string context, TextSpan one, TextSpan other) => EndsInRole(context, one) == EndsInRole(context, other);

    private static bool EndsInRole(string context, TextSpan span) =>
        Tokenizer.Words(span.In(context)) is { Count: > 0 } words && RoleNouns.ContainsStem(Stemmer.Stem(words[^1].In(span.In(context)).ToString()));

    private static bool IsListJoint(ReadOnlySpan<char> gap) => gap.Trim() is "and" or "," or ", and" or "и" or "&" or "or" or "или";

    // A counted number together with its noun, when the noun follows closely ("six new servers").
    private static TextSpan WithNoun(RankedSentence ranked, TextSpan span, Question question)
    {
        var words = ranked.Sentence.Words;
        var (_, last) = Range(words, span);
        var head = question.HeadStem is { } stem && last >= 0 ? HeadAfter(words, last, stem) : 0;
        return head > 0 ? new TextSpan(span.Start, words[head].Span.End) : span;
    }

    /// <summary>The first and last word that a span covers, or -1.</summary>
    public static (int First, int Last) Range(IReadOnlyList<SentenceWord> words, TextSpan span)
    {
        var (first, last) = (-1, -1);
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i].Span.Overlaps(span))
            {
                first = first < 0 ? i : first;
                last = i;
            }
        }

        return (first, last);
    }

    private static int HeadAfter(IReadOnlyList<SentenceWord> words, int last, string head)
    {
        for (var i = last + 1; i < words.Count && i <= last + 3; i++)
        {
            if (TermMatch.Likeness(head, words[i].Stem) >= 0.7)
            {
                return i;
            }
        }

        return 0;
    }

    private static bool RepeatsQuestion(RankedSentence ranked, int first, int last)
    {
        for (var i = first; i <= last; i++)
        {
            if (ranked.Hits[i] <= 0 && !ranked.Sentence.Words[i].IsStop && !Around.Contains(ranked.Sentence.Words[i].Stem))
            {
                return false;
            }
        }

        return true;
    }

    // Half the distance to the nearest word of the question, half the weighted mean distance to all of them.
    private static double Nearness(string context, RankedSentence ranked, int first, int last)
    {
        var (nearest, sum, weight) = ((double)FarAway, 0.0, 0.0);
        for (var i = 0; i < ranked.Hits.Length; i++)
        {
            if (ranked.Hits[i] <= 0 || (i >= first && i <= last))
            {
                continue;
            }

            var steps = i < first ? first - i : i - last;
            var distance = Math.Min(FarAway, steps + (ClauseCost * Breaks(context, ranked.Sentence.Words, i < first ? i : last, i < first ? first : i)));
            nearest = Math.Min(nearest, distance);
            sum += distance * ranked.Hits[i];
            weight += ranked.Hits[i];
        }

        var mean = weight > 0 ? sum / weight : FarAway;
        return 1 / (1 + (StepCost * (nearest + mean) / 2 * 1.5));
    }

    private static int Breaks(string context, IReadOnlyList<SentenceWord> words, int from, int to)
    {
        var gap = context.AsSpan(words[from].Span.End, Math.Max(0, words[to].Span.Start - words[from].Span.End));
        return gap.Count(',') + gap.Count(';') + gap.Count(':') + gap.Count('—');
    }

    [GeneratedRegex(@"\s(?:before|after|prior\sto|до|после)\s(?:(?:the|its|this)\s)?\p{L}+", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Anchor();

    // "60 days before the end": counted from another day.
    [GeneratedRegex(@"^\s(?:before|after|prior\sto|до|после|со\sдня|с\sмомента)\s", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Counted();

    [GeneratedRegex("^" + PatternParts.Weekday, RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Weekday();
}
