using System.Text.RegularExpressions;
using Planner.Text;

namespace Planner.Inference.Local.Text;

/// <summary>Finds answers that are phrases, reasons or definitions: no kind of entity, only a place in the sentence.</summary>
internal static partial class ClauseSpans
{
    private static readonly WordList Loose = new("him them us me ей ему им нам мне вам is are was were be been being has have had will would shall should must may can could do does did to that then also only and or but of by"
        + " и а но был была было были будет что это также же бы является являются");

    private static readonly WordList Articles = new("the a an");
    private static readonly WordList Negations = new("not never no не ни нет");

    /// <summary>The part of the sentence that gives a reason, if it holds one.</summary>
    /// <param name="context">The whole context.</param>
    /// <param name="sentence">The sentence.</param>
    /// <param name="bare">Whether to leave out the word that joins it ("because", "из-за").</param>
    public static TextSpan? Reason(string context, StemmedSentence sentence, bool bare = false)
    {
        var text = sentence.Span.In(context).ToString();
        var match = Because().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var end = text.Length;
        if (text[..match.Index].AsSpan().Trim().Length == 0)
        {
            // "Because the pump failed, the cellar flooded": the reason ends at the comma.
            var comma = text.IndexOf(',', match.Length);
            end = comma > 0 ? comma : end;
        }

        return WithoutStop(context, new TextSpan(sentence.Span.Start + match.Index + (bare ? match.Length : 0), sentence.Span.Start + end).Trim(context));
    }

    /// <summary>What a sentence without a reason gives as the occasion or the purpose ("closed after cracks were found", "closed for repairs").</summary>
    /// <param name="context">The whole context.</param>
    /// <param name="sentence">The sentence.</param>
    /// <param name="entities">Its entities: "for two weeks" and "after 3 May" give none.</param>
    public static TextSpan? Occasion(string context, StemmedSentence sentence, List<EntityMatch> entities)
    {
        for (var match = For().Match(context, sentence.Span.Start, sentence.Span.Length); match.Success; match = match.NextMatch())
        {
            var after = match.Index + match.Length;
            if (entities.Exists(e => e.Span.Start >= after && e.Span.Start <= after + "the ".Length))
            {
                continue;
            }

            var comma = context.IndexOf(',', after, sentence.Span.End - after);
            return WithoutStop(context, new TextSpan(match.Index, comma > 0 ? comma : sentence.Span.End).Trim(context));
        }

        return null;
    }

    /// <summary>The part of the sentence that says what the question leaves open.</summary>
    public static TextSpan Phrase(string context, RankedSentence ranked, Question question)
    {
        var words = ranked.Sentence.Words;
        var (first, last) = (ranked.FirstHit, ranked.LastHit);
        if (words.Count == 0 || first < 0)
        {
            return ranked.Sentence.Span;
        }

        var chosen = question.HeadStem is null ? null : Modified(context, ranked, question.HeadStem);
        if (chosen is { } noun)
        {
            return noun;
        }

        var sides = question.AsksSubject
            ? new[] { (0, first - 1), (last + 1, words.Count - 1) }
            : [(last + 1, words.Count - 1), (0, first - 1)];
        foreach (var (from, to) in sides)
        {
            var span = Trimmed(context, ranked.Sentence, from, to);
            if (span is { } found)
            {
                return question.IsPlural ? found : WithoutLimit(context, found);
            }
        }

        return Gap(context, ranked) ?? ranked.Sentence.Span;
    }

    // "Repair the boiler before 15 January": what is asked, not by when.
    private static TextSpan WithoutLimit(string context, TextSpan span)
    {
        var limit = Limit().Match(context, span.Start, span.Length);
        return limit.Success && limit.Index > span.Start ? WithoutStop(context, new TextSpan(span.Start, limit.Index)) : span;
    }

    /// <summary>The span without a full stop at its end.</summary>
    public static TextSpan WithoutStop(string context, TextSpan span)
    {
        var end = span.End;
        var abbreviation = TypedSpans.WordBefore(context, span.End > span.Start && context[span.End - 1] == '.' ? span.End - 1 : span.Start);
        if (span.Length > 3 && abbreviation is "г" or "гг" or "руб" or "коп" or "Ltd" or "Inc" or "Co" && context[span.End - 1] == '.')
        {
            return span.Trim(context);
        }

        while (end > span.Start && (char.IsWhiteSpace(context[end - 1]) || ".,;:!?".Contains(context[end - 1], StringComparison.Ordinal)))
        {
            end--;
        }

        return new TextSpan(span.Start, end).Trim(context);
    }

    // "Which tests fail" → "two payment tests": the noun with the words directly before it.
    private static TextSpan? Modified(string context, RankedSentence ranked, string head)
    {
        var words = ranked.Sentence.Words;
        for (var i = 0; i < words.Count; i++)
        {
            if (TermMatch.Likeness(head, words[i].Stem) < 0.7)
            {
                continue;
            }

            // "Which room" → "Room 22".
            if (i + 1 < words.Count && char.IsDigit(context[words[i + 1].Span.Start]) && TypedSpans.IsAdjacent(context, words[i].Span, words[i + 1].Span))
            {
                return new TextSpan(words[i].Span.Start, words[i + 1].Span.End);
            }

            var start = i;
            while (start > 0 && !words[start - 1].IsStop && ranked.Hits[start - 1] <= 0 && TypedSpans.IsAdjacent(context, words[start - 1].Span, words[start].Span))
            {
                start--;
            }

            if (start < i)
            {
                return new TextSpan(words[start].Span.Start, words[i].Span.End);
            }
        }

        return null;
    }

    // The words from..to up to the next clause, without loose words at either end; null when nothing of content is left.
    private static TextSpan? Trimmed(string context, StemmedSentence sentence, int from, int to)
    {
        var words = sentence.Words;
        while (from <= to && Loose.Contains(words[from].Span.In(context)))
        {
            from++;
        }

        while (to >= from && (Loose.Contains(words[to].Span.In(context)) || Articles.Contains(words[to].Span.In(context)) || Negations.Contains(words[to].Span.In(context))))
        {
            if (Negations.Contains(words[to].Span.In(context)))
            {
                // "Pets are not | allowed": cut here it would say the opposite.
                return sentence.Span;
            }

            to--;
        }

        if (from > to || !words.Skip(from).Take(to - from + 1).Any(w => !w.IsStop))
        {
            return null;
        }

        var end = to == words.Count - 1 ? sentence.Span.End : words[to].Span.End;
        var start = words[from].Span.Start;
        start = start > 0 && "«\"“($€£₽".Contains(context[start - 1], StringComparison.Ordinal) ? start - 1 : start;
        var clause = NextClause().Match(context, start, end - start);
        return WithoutStop(context, new TextSpan(start, clause.Success && clause.Index > start ? clause.Index : end));
    }

    // The longest run of words between two words of the question.
    private static TextSpan? Gap(string context, RankedSentence ranked)
    {
        TextSpan? best = null;
        for (var i = ranked.FirstHit; i <= ranked.LastHit; i++)
        {
            var end = i;
            while (end < ranked.LastHit && ranked.Hits[end] <= 0)
            {
                end++;
            }

            var span = end > i ? Trimmed(context, ranked.Sentence, i, end - 1) : null;
            best = span is { } found && found.Length > (best?.Length ?? 0) ? found : best;
            i = end;
        }

        return best;
    }

    [GeneratedRegex(
        @"\b(?:because(?:\sof)?|due\sto|owing\sto|as\sa\sresult\sof|thanks\sto|on\saccount\sof|in\sorder\sto|so\sthat|(?<=,\s)(?:since|as)(?=\s)|caused\sby|for\sfear\sof"
        + @"|потому\s{0,3},?\s{0,3}что|так\sкак|из-за|поскольку|ввиду|вследствие|в\sсвязи\sс|по\sпричине|в\sрезультате|благодаря|чтобы|для\sтого,?\sчтобы|ибо)(?!\p{L})|(?<=скончал\p{L}{1,4}\s|умер\p{L}{0,2}\s|погиб\p{L}{0,2}\s|году\s)от\s(?=\p{L})",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Because();

    [GeneratedRegex(@"\b(?:after|following|for|после(?:\sтого,?\sкак)?|для|на\s(?=ремонт|реконструкц|обслуживан|замен|профилакт))\s{0,3}(?!\d)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex For();

    [GeneratedRegex(@"\s(?:by|before|until|within|no\slater\sthan|не\sпозднее|до|в\sтечение)\s(?=\d|the\s\d)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Limit();

    [GeneratedRegex(
        @";|\s[—–]\s|,\s{1,3}(?:which|who|because|but|although|though|while|when|where|so|if|и\s+он[аио]?\b|который|которая|которое|которые|потому|так\sкак|поскольку|но|а|хотя|когда|где|если|чтобы)\b|\sbecause\b|\safter\s|\sunless\b|,?\sand\s(?:it|he|she|they|the|we)\s",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex NextClause();
}
