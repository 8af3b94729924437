namespace Planner.Inference.Local.Tables;

/// <summary>
/// Reads a question against a table: every run of words is linked to the columns, values, numbers, dates and roles that it may mean, and
/// the reading is the set of runs, none overlapping, that explains the most of the question (weighted interval scheduling).
/// </summary>
internal sealed class QuestionReader(DelimitedTable table, ColumnIndex columns, ValueIndex values)
{
    private const int LongestMention = 6;
    private const double RoleScore = 0.9;
    private const double FillerScore = 0.3;

    // Of two readings that explain the same words the one with longer runs is better.
    private const double LengthBonus = 0.05;

    // A capital inside a sentence speaks for a name.
    private const double CapitalBonus = 0.2;

    private static readonly HashSet<string> s_thousands = new(StringComparer.Ordinal) { "thousand", "тысяча", "тысячи", "тысяч", "тыс", "k" };
    private static readonly HashSet<string> s_millions = new(StringComparer.Ordinal) { "million", "миллион", "миллиона", "миллионов", "млн" };

    /// <summary>Reads a question.</summary>
    public QuestionReading Read(string question)
    {
        TextWord[] words = [.. TextWords.Cut(question, DecimalMark.Point)];
        IReadOnlyDictionary<string, double>[] valueWords =
            [.. words.Select(word => word.Kind is TextWordKind.Mark or TextWordKind.Symbol ? new Dictionary<string, double>()
                : values.Words(word.Folded))];
        List<Mention> mentions = Schedule(words, start => Candidates(words, valueWords, start));
        TextWord[] unexplained =
        [
            .. words.Where((word, at) => word.Kind is not (TextWordKind.Mark or TextWordKind.Symbol) && !NumberText.IsUnit(word.Folded)
                && !mentions.Any(mention => mention.Start <= at && at < mention.End)),
        ];
        Mention[] meant = [.. mentions.Where(mention => mention.Score > FillerScore)];
        double said = meant.Sum(mention => Math.Min(1, mention.Score) * mention.Length);
        double all = meant.Sum(mention => mention.Length) + unexplained.Length;
        return new QuestionReading(words, meant, unexplained, all == 0 ? 0 : said / all);
    }

    private static List<Mention> Schedule(TextWord[] words, Func<int, IEnumerable<Mention>> candidates)
    {
        var best = new (double Weight, Mention? Choice)[words.Length + 1];
        for (int start = words.Length - 1; start >= 0; start--)
        {
            best[start] = (best[start + 1].Weight, null);
            foreach (Mention mention in candidates(start))
            {
                double weight = (mention.Score * mention.Length) + (LengthBonus * (mention.Length - 1)) + best[mention.End].Weight;
                best[start] = weight > best[start].Weight ? (weight, mention) : best[start];
            }
        }

        var chosen = new List<Mention>();
        for (int at = 0; at < words.Length; at = best[at].Choice?.End ?? at + 1)
        {
            if (best[at].Choice is { } mention)
            {
                chosen.Add(mention);
            }
        }

        return chosen;
    }

    private IEnumerable<Mention> Candidates(TextWord[] words, IReadOnlyDictionary<string, double>[] valueWords, int start)
    {
        ILookup<int, QuestionPhrase> roles = QuestionLexicon.At(words, start).ToLookup(phrase => phrase.Words.Count);
        (Mention? operand, int operandLength) = Operand(words, start);
        for (int length = 1; length <= LongestMention && start + length <= words.Length; length++)
        {
            if (words[start + length - 1].Kind == TextWordKind.Mark && length != operandLength)
            {
                if (length > operandLength)
                {
                    yield break;
                }

                continue;
            }

            QuestionPhrase[] phrases = [.. roles[length]];
            if (length == 1 && words[start] is { Kind: TextWordKind.Ordinal, Number: { } place })
            {
                phrases = [new QuestionPhrase([], QuestionRole.Place, FormattableString.Invariant($"{place:0}"))];
            }

            bool plain = phrases.Length == 0;
            IReadOnlyList<ValueLink> valueLinks = Values(words, valueWords, start, length, plain);
            IReadOnlyList<ColumnLink> columnLinks = Columns(words, start, length);
            Mention mention = (operand?.Length == length ? operand : new Mention(start, length)) with
            {
                Roles = phrases,
                Values = valueLinks,
                Columns = columnLinks,
            };
            double score = Math.Max(
                Math.Max(valueLinks.Count > 0 ? valueLinks[0].Score : 0, columnLinks.Count > 0 ? columnLinks[0].Score : 0),
                mention.Date is not null || mention.Number is not null ? 1
                : phrases.Any(phrase => phrase.Role != QuestionRole.Filler) ? RoleScore
                : plain ? 0 : FillerScore);
            if (score > 0)
            {
                yield return mention with { Score = score };
            }
        }
    }

    private (Mention? Operand, int Length) Operand(TextWord[] words, int start)
    {
        bool hasDates = table.Columns.Any(column => column.Kind == ColumnKind.Date);
        if (hasDates && DateScanner.TryRead(words, start, out PartialDate date, out int length))
        {
            return (new Mention(start, length) { Date = date }, length);
        }

        if (words[start] is not { Kind: TextWordKind.Number, Number: { } number })
        {
            return (null, 0);
        }

        string next = start + 1 < words.Length ? words[start + 1].Folded : "";
        int factor = s_thousands.Contains(next) ? 1_000 : s_millions.Contains(next) ? 1_000_000 : 1;
        PartialDate? year = hasDates && factor == 1 && DateScanner.IsYear(words[start])
            && HasYear((int)number) ? new PartialDate((int)number, null, null) : null;
        int taken = factor > 1 || (year is not null && (next is "год" or "году" or "года" or "г")) ? 2 : 1;
        return (new Mention(start, taken) { Number = number * factor, Date = year }, taken);
    }

    private bool HasYear(int year) =>
        table.Columns.Where(column => column.Kind == ColumnKind.Date)
            .Any(column => Enumerable.Range(0, table.RowCount).Any(row => table[row, column.Index].Date?.Year == year));

    private IReadOnlyList<ValueLink> Values(
        TextWord[] words, IReadOnlyDictionary<string, double>[] valueWords, int start, int length, bool plain)
    {
        ArraySegment<IReadOnlyDictionary<string, double>> run = new(valueWords, start, length);
        if (run.Any(word => word.Count == 0))
        {
            return [];
        }

        IReadOnlyList<ValueLink> links = values.Find(run);
        bool distinctive = !words[start..(start + length)].All(IsCommon);
        return
        [
            .. links.Where(link => link.Score >= 0.8 || (distinctive && (plain || words[start].IsCapital)))
                .Select(link => start > 0 && words[start].IsCapital
                    ? link with { Score = Math.Max(link.Score, Math.Min(1, link.Score + CapitalBonus)) } : link),
        ];
    }

    private IReadOnlyList<ColumnLink> Columns(TextWord[] words, int start, int length)
    {
        TextWord[] run = words[start..(start + length)];
        if (run.Any(word => word.Kind is TextWordKind.Symbol or TextWordKind.Mark)
            || (length > 1 && (IsFiller(words, start) || IsFiller(words, start + length - 1))))
        {
            return [];
        }

        string[] said = [.. run.Where((_, at) => length == 1 || !IsFiller(words, start + at)).Select(word => word.Folded)];
        IReadOnlyList<ColumnLink> links = columns.Find(said);
        return IsFiller(words, start) ? [.. links.Where(link => link.Score > 0.9)] : links;
    }

    private static bool IsFiller(TextWord[] words, int at) =>
        QuestionLexicon.At(words, at).Any(phrase => phrase.Words.Count == 1 && phrase.Role is QuestionRole.Filler);

    /// <summary>Whether the word alone is too common, or too short, to stand for a longer value.</summary>
    private static bool IsCommon(TextWord word) =>
        word.Folded.Length < 3 || word.Kind != TextWordKind.Word || QuestionLexicon.At([word], 0).Any();
}
