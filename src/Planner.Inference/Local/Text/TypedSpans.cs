using System.Text.RegularExpressions;
using Planner.Text;

namespace Planner.Inference.Local.Text;

/// <summary>Finds the stretches of a sentence that are of a wanted kind.</summary>
internal static partial class TypedSpans
{
    private const double Weaker = 0.85;
    private const double RolePreference = 0.9;

    private static readonly WordList Locative = new("in at on near inside to from в во на под около");
    private static readonly WordList Determiners = new("the a an each every any this that our their his her its new former каждый каждая каждое каждого каждому этот эта данный любой наш новый");

    /// <summary>Lists the spans of the wanted kinds in a sentence, each with how purely it is of that kind.</summary>
    /// <param name="context">The whole context.</param>
    /// <param name="sentence">The sentence.</param>
    /// <param name="entities">The entities of the sentence, with offsets into the context.</param>
    /// <param name="types">The wanted kinds.</param>
    public static List<AnswerSpan> Find(string context, StemmedSentence sentence, List<EntityMatch> entities, AnswerTypes types)
    {
        var spans = new List<AnswerSpan>();
        foreach (var entity in entities)
        {
            var purity = Purity(context, entity, types);
            if (purity > 0)
            {
                spans.Add(new AnswerSpan(entity.Span, purity));
            }
        }

        if (types.HasFlag(AnswerTypes.Party))
        {
            AddRoles(context, sentence, spans);
        }

        if (types.HasFlag(AnswerTypes.Frequency))
        {
            foreach (var match in Frequency().EnumerateMatches(sentence.Span.In(context)))
            {
                spans.Add(new AnswerSpan(new TextSpan(sentence.Span.Start + match.Index, sentence.Span.Start + match.Index + match.Length), 1));
            }
        }

        return spans;
    }

    private static double Purity(string context, EntityMatch entity, AnswerTypes types)
    {
        bool Wants(AnswerTypes type) => (types & type) != 0;
        return entity.Kind switch
        {
            EntityKind.Person => Wants(AnswerTypes.Party) ? 1 : 0,
            EntityKind.Organization => Wants(AnswerTypes.Organization) ? 1 : Wants(AnswerTypes.Party) ? 0.95
                : Wants(AnswerTypes.Place) && Locative.Contains(WordBefore(context, entity.Span.Start)) ? Weaker : 0,
            EntityKind.Place => Wants(AnswerTypes.Place) ? 1 : 0,
            EntityKind.Date => Wants(AnswerTypes.Date) ? 1 : 0,
            EntityKind.Time => Wants(AnswerTypes.Date) ? 0.9 : 0,
            EntityKind.Money => Wants(AnswerTypes.Money) ? 1 : 0,
            EntityKind.Percent => Wants(AnswerTypes.Percent) ? (Wants(AnswerTypes.Money) ? Weaker : 1) : Wants(AnswerTypes.Money) ? 0.6 : 0,
            EntityKind.Duration => Wants(AnswerTypes.Duration) ? 1 : Wants(AnswerTypes.Date) ? 0.75 : 0,
            EntityKind.Measure => Wants(AnswerTypes.Measure) ? 1 : 0,
            EntityKind.Email => Wants(AnswerTypes.Email) ? 1 : 0,
            EntityKind.Phone => Wants(AnswerTypes.Phone) ? 1 : 0,
            EntityKind.Url => Wants(AnswerTypes.Url) ? 1 : 0,
            // Receipts and price lists write sums without a currency.
            EntityKind.Number => Wants(AnswerTypes.Number) ? 1 : Wants(AnswerTypes.Money) && Cents().IsMatch(entity.Span.In(context)) ? Weaker : 0,
            _ => 0,
        };
    }

    // "The customer", "каждый собственник": a role noun with what stands directly before it.
    private static void AddRoles(string context, StemmedSentence sentence, List<AnswerSpan> spans)
    {
        for (var i = 0; i < sentence.Words.Count; i++)
        {
            var word = sentence.Words[i];
            if (!RoleNouns.ContainsStem(word.Stem) || spans.Exists(s => s.Span.Overlaps(word.Span)) || (i > 0 && IsVerb(context, sentence.Words[i - 1], word)))
            {
                continue;
            }

            var start = i;
            while (start > 0 && Determiners.Contains(sentence.Words[start - 1].Span.In(context)) && IsAdjacent(context, sentence.Words[start - 1].Span, sentence.Words[start].Span))
            {
                start--;
            }

            spans.Add(new AnswerSpan(new TextSpan(sentence.Words[start].Span.Start, word.Span.End), RolePreference));
        }
    }

    // "The landlord insures", "must insure": English verbs that share their stem with the one who does it.
    private static bool IsVerb(string context, SentenceWord before, SentenceWord word) =>
        char.IsAscii(context[word.Span.Start]) && IsAdjacent(context, before.Span, word.Span)
        && (RoleNouns.ContainsStem(before.Stem) || QuestionWords.IsObligation(before.Span.In(context)) || QuestionWords.IsAuxiliary(before.Span.In(context)));

    /// <summary>Whether only white space stands between two words.</summary>
    public static bool IsAdjacent(string context, TextSpan first, TextSpan second) =>
        first.End <= second.Start && context.AsSpan(first.End, second.Start - first.End).IsWhiteSpace();

    /// <summary>The word that ends before an offset, or empty.</summary>
    public static ReadOnlySpan<char> WordBefore(string context, int offset)
    {
        var before = context.AsSpan(0, offset).TrimEnd();
        var start = before.Length;
        while (start > 0 && char.IsLetter(before[start - 1]))
        {
            start--;
        }

        return before[start..];
    }

    [GeneratedRegex(@"\d[.,]\d\d$", RegexOptions.CultureInvariant)]
    private static partial Regex Cents();

    [GeneratedRegex(
        @"\b(?:(?:once|twice|one|two|three|\d{1,3})(?:\stimes?)?\s(?:a|an|per|every|each)\s(?:second|minute|hour|day|week|month|quarter|year)|(?:every|each)\s(?:\w{1,12}\s)?(?:seconds?|minutes?|hours?|days?|weeks?|months?|quarters?|years?|morning|evening|night|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
        + @"|daily|weekly|monthly|quarterly|yearly|annually|hourly|ежедневно|еженедельно|ежемесячно|ежеквартально|ежегодно|(?:\w{1,12}\s)?раза?\sв\s(?:\w{1,12}\s)?(?:день|неделю|месяц|квартал|год|полгода|сутки|час|дня|недели|месяца|года)"
        + @"|кажд\w{2,3}\s(?:\w{1,12}\s)?(?:день|недел\w|месяц\w?|квартал\w?|год\w?|час\w?|дня|утро|вечер|понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье))\b",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Frequency();
}
