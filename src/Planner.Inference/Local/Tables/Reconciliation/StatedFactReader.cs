namespace Planner.Inference.Local.Tables;

/// <summary>
/// Finds in a text who is to pay how much until when. A name is one that the table knows, or else two or more capitalised words before a
/// verb of obligation or payment; what follows it in the sentence, up to the next name, belongs to it.
/// </summary>
internal sealed class StatedFactReader(IEnumerable<IReadOnlyList<string>> knownNames)
{
    private const int WordsToVerb = 6;
    private const int LongestName = 5;

    private static readonly HashSet<string> s_verbs = Set(
        "must shall should owes owe has is will agrees undertakes needs pays pay paid ought to "
        + "должен должна должно должны обязан обязана обязано обязаны обязуется обязуются платит платят заплатит заплатят выплатит оплатит уплатит внесет "
        + "перечислит необходимо нужно надо следует задолжал задолжала предстоит debe debera deben deberan pagara pagar paga tiene adeuda abonara");

    private static readonly HashSet<string> s_dueLeads = Set("by before until till due не до позднее срок antes hasta el");
    private static readonly HashSet<string> s_joins = Set("and plus и плюс y");
    private static readonly HashSet<string> s_notNames = Set("the dear invoice mr mrs ms dr agreement contract tenant buyer г гр гражданин гражданка господин госпожа уважаемая уважаемый договор счет el la señor señora sr sra");

    private static readonly HashSet<string> s_abbreviations = Set("mr mrs ms dr no г гг руб р st inc ltd co sr sra");

    private readonly ILookup<string, IReadOnlyList<string>> _knownByOpening =
        knownNames.SelectMany(name => name.Select(word => (Opening: Opening(word), Name: name)))
            .ToLookup(pair => pair.Opening, pair => pair.Name);

    /// <summary>The facts, in the order of the text.</summary>
    /// <param name="text">The text.</param>
    public IReadOnlyList<StatedFact> Read(string text)
    {
        // 1.250 EUR is an amount of thousands in any language.
        IReadOnlyList<TextWord> words = TextWords.Cut(text, DecimalMark.Grouping);
        var facts = new List<StatedFact>();
        for (int start = 0, end; start < words.Count; start = end + 1)
        {
            end = SentenceEnd(words, start);
            ReadSentence([.. words.Skip(start).Take(end - start + 1)], facts);
        }

        return facts;
    }

    private void ReadSentence(TextWord[] words, List<StatedFact> facts)
    {
        (int Start, int End, bool IsKnown)[] names = [.. Names(words)];
        for (int index = 0; index < names.Length; index++)
        {
            (int start, int end, bool isKnown) = names[index];
            int until = index + 1 < names.Length ? names[index + 1].Start : words.Length;
            int from = index > 0 ? names[index - 1].End : 0;
            (decimal? amount, string currency) = Amount(words, end, until);
            if (amount is null && isKnown)
            {
                // "1,250.00 EUR is due from Maria Lopez": no amount is left for anybody else.
                (amount, currency) = index == 0 ? Amount(words, from, start) : (null, "");
            }

            if (amount is null && !isKnown)
            {
                continue;
            }

            string name = string.Join(' ', words[start..end].Where(word => word.Kind == TextWordKind.Word).Select(word => word.Text));
            DateOnly? due = Due(words, end, until) ?? (names.Length == 1 ? Due(words, 0, start) : null);
            facts.Add(new StatedFact(name, amount, currency, due, words[start].Start));
        }
    }

    private IEnumerable<(int Start, int End, bool IsKnown)> Names(TextWord[] words)
    {
        for (int at = 0; at < words.Length; at++)
        {
            int known = KnownName(words, at);
            if (known > at)
            {
                yield return (at, known, true);
                at = known - 1;
                continue;
            }

            int end = at;
            while (end < words.Length && words[end].IsCapital && !s_notNames.Contains(words[end].Folded)
                && !MonthNames.TryRead(words[end].Folded, out _, out _))
            {
                end++;
            }

            if (end - at >= 2 && Enumerable.Range(end, Math.Min(WordsToVerb, words.Length - end))
                .TakeWhile(next => words[next].Number is null)
                .Any(next => s_verbs.Contains(words[next].Folded)))
            {
                yield return (at, end, false);
            }

            at = Math.Max(at, end - 1);
        }
    }

    /// <summary>The end of the longest known name that starts at a word; the word itself where none does.</summary>
    private int KnownName(TextWord[] words, int at)
    {
        for (int length = Math.Min(LongestName, words.Length - at); length >= 1; length--)
        {
            TextWord[] run = words[at..(at + length)];
            if (run[^1].Kind != TextWordKind.Word || !run.All(word => word.Kind == TextWordKind.Word || word.Text is "." or ",")
                || run[0].Kind != TextWordKind.Word)
            {
                continue;
            }

            string[] said = [.. run.Where(word => word.Kind == TextWordKind.Word).Select(word => word.Folded)];
            // A single word in small letters is more often a thing than a name.
            bool mayBeName = said.Length > 1 || run[0].IsCapital;
            if (mayBeName && said.SelectMany(word => _knownByOpening[Opening(word)]).Any(name => Math.Abs(name.Count - said.Length) <= 1
                && (said.Length <= name.Count || run.All(word => word.IsCapital)) && NameLikeness.AreSame(name, said)))
            {
                return at + length;
            }
        }

        return at;
    }

    private static (decimal? Amount, string Currency) Amount(TextWord[] words, int from, int until)
    {
        decimal? sum = null;
        string currency = "";
        for (int at = from; at < until; at++)
        {
            if (DateScanner.TryRead(words, at, out _, out int length))
            {
                at += length - 1;
                continue;
            }

            if (words[at] is not { Kind: TextWordKind.Number, Number: { } number })
            {
                continue;
            }

            string unit = Unit(words, at);
            bool joined = sum is not null && unit.Length > 0 && s_joins.Contains(words[at - 1].Folded);
            // An amount carries a currency; a bare number counts only while there is none better.
            if (sum is null || joined || (currency.Length == 0 && unit.Length > 0))
            {
                sum = joined ? sum + number : number;
                currency = unit.Length > 0 ? unit : currency;
            }
        }

        return (sum, currency);
    }

    private static string Unit(TextWord[] words, int at) =>
        at + 1 < words.Length && words[at + 1].Text != "%" && NumberText.IsUnit(words[at + 1].Folded) ? words[at + 1].Text
        : at > 0 && NumberText.IsUnit(words[at - 1].Folded) ? words[at - 1].Text
        : "";

    private static DateOnly? Due(TextWord[] words, int from, int until)
    {
        DateOnly? last = null;
        for (int at = from; at < until; at++)
        {
            if (DateScanner.TryRead(words, at, out PartialDate date, out int length) && date.Whole is { } day)
            {
                bool due = Enumerable.Range(Math.Max(0, at - 2), at - Math.Max(0, at - 2))
                    .Any(before => s_dueLeads.Contains(words[before].Folded));
                last = due || last is null ? day : last;
                at += length - 1;
            }
        }

        return last;
    }

    private static int SentenceEnd(IReadOnlyList<TextWord> words, int start)
    {
        for (int at = start; at < words.Count; at++)
        {
            TextWord word = words[at];
            bool breaks = word.Kind == TextWordKind.Mark
                && (word.Text is "!" or "?" or ";" || word.Text.Contains('\n', StringComparison.Ordinal));
            bool stops = word.Text == "." && at > start && !s_abbreviations.Contains(words[at - 1].Folded) && words[at - 1].Text.Length > 1
                && (at + 1 >= words.Count || words[at + 1].IsCapital || words[at + 1].Kind != TextWordKind.Word);
            if (breaks || stops)
            {
                return at;
            }
        }

        return words.Count - 1;
    }

    private static string Opening(string word) => word[..Math.Min(2, word.Length)];

    private static HashSet<string> Set(string words) => words.Split(' ').Select(TextWords.Fold).ToHashSet(StringComparer.Ordinal);
}
