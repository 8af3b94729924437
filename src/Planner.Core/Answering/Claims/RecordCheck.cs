using System.Text.RegularExpressions;
using Planner.Text;

namespace Planner.Answering.Claims;

/// <summary>Finds what a claim puts together though it stands in different records, and what it calls the greatest or least though it is not.</summary>
internal sealed partial class RecordCheck(IEnumerable<IReadOnlyList<EvidenceLine>> tables)
{
    // Every cell is compared with every other of its column.
    private const int MaxRecords = 300;
    private readonly List<IReadOnlyList<EvidenceLine>> _tables = [.. tables.Where(table => table.Count is > 1 and <= MaxRecords)];

    /// <summary>The words of the claim that are of another record.</summary>
    public IEnumerable<TextSpan> Problems(EvidenceLine claim) => _tables.Select(table => Problem(claim, table)).OfType<TextSpan>();

    private static TextSpan? Problem(EvidenceLine claim, IReadOnlyList<EvidenceLine> table)
    {
        var mentions = Mentions(claim, table);

        // Who mentions two of a column compares them.
        if (mentions.Count == 0 || mentions.GroupBy(mention => mention.Column).Any(column => column.DistinctBy(mention => mention.Cell).Skip(1).Any()))
        {
            return null;
        }

        var meant = table.Where(record => mentions.TrueForAll(mention => CellOf(record, mention.Column) == mention.Cell)).ToList();
        return meant.Count == 0 || IsNoExtreme(claim, meant, mentions.ConvertAll(mention => mention.Column), table) ? mentions[^1].Span : null;
    }

    private static List<(int Column, string Cell, TextSpan Span)> Mentions(EvidenceLine claim, IReadOnlyList<EvidenceLine> table)
    {
        var mentions = new List<(int Column, string Cell, TextSpan Span)>();
        for (var column = 0; column < table[0].Cells.Count; column++)
        {
            var cells = table.Where(record => column < record.Cells.Count).DistinctBy(record => CellOf(record, column)).Select(record => (Cell: CellOf(record, column), Words: WordsOf(record, column))).ToList();
            foreach (var (cell, words) in cells)
            {
                // A family name will do for a person; of anything else all words must be there.
                var own = words.FindAll(word => cells.TrueForAll(other => other.Cell == cell || !other.Words.Exists(word.Same)));
                if (own.Count > 0 && (words.TrueForAll(IsIn) || own.Exists(word => word.IsName && IsIn(word))))
                {
                    var last = claim.Words.Last(word => own.Exists(word.Same));
                    mentions.Add((column, cell, new TextSpan(last.Start, last.Start + last.Text.Length)));
                }
            }
        }

        mentions.Sort((one, other) => one.Span.Start.CompareTo(other.Span.Start));
        return mentions;

        bool IsIn(LabelWord word) => claim.Words.Any(word.Same);
    }

    private static string CellOf(EvidenceLine record, int column) => column < record.Cells.Count ? record.Cells[column].Span.In(record.Text).ToString() : "";

    // Of a cell that is text; a figure alone is no name of a record.
    private static List<LabelWord> WordsOf(EvidenceLine record, int column) => record.Cells[column].IsVerdict || (!CellOf(record, column).Any(char.IsLetter) && !LabelWord.IsYear(CellOf(record, column)))
        ? []
        : [.. record.Words.Where(word => record.Cells[column].Span.Contains(word.Start) && (word.SaysSomething || char.IsDigit(word.Text[0])))];

    // It may be the extreme of any column, of all records or of those that share with it what is mentioned.
    private static bool IsNoExtreme(EvidenceLine claim, List<EvidenceLine> meant, List<int> mentioned, IReadOnlyList<EvidenceLine> table)
    {
        var (greatest, least) = (Greatest().IsMatch(claim.Text), Least().IsMatch(claim.Text));
        var all = Enumerable.Range(0, table[0].Cells.Count).Where(column => meant.Exists(record => Number(record, column) is not null)).ToList();
        var named = all.FindAll(column => table[0].Cells[column].Column!.Any(word => word.SaysSomething && claim.Words.Any(word.Same)));
        return greatest != least && !Restricted().IsMatch(claim.Text)
            && !meant.Exists(record => mentioned.Exists(shared => IsExtreme(record, [.. table.Where(other => CellOf(other, shared) == CellOf(record, shared))]) || IsExtreme(record, table)))
            && all.Count > 0;

        bool IsExtreme(EvidenceLine record, IReadOnlyList<EvidenceLine> among) => among.Count > 1 && (named.Count > 0 ? named : all).Exists(column =>
            Number(record, column) is { } own && among.All(other => Number(other, column) is not { } number || (greatest ? number <= own : number >= own)));
    }

    private static decimal? Number(EvidenceLine record, int column) => record.Facts.OfType<NumberFact>().FirstOrDefault(number => number.Column == column)?.Base;

    [GeneratedRegex(@"(?<!\bat )\bmost(?:ly)?\b(?! of)|\b(?:highest|largest|biggest|greatest|longest|oldest|heaviest|dearest|top|leads?|led)\b|(?<!\p{L})(?:больше (?:всего|всех)|сам\p{L}+ (?:больш|высок|крупн|дорог|длинн|тяж|стар|мног)\p{L}+|наибольш\p{L}+|максимальн\p{L}+|лидир\p{L}+|скорее всего|вероятнее всего)(?!\p{L})", RegexOptions.IgnoreCase)]
    private static partial Regex Greatest();

    [GeneratedRegex(@"(?<!\bat )\bleast\b|\b(?:lowest|smallest|fewest|shortest|youngest|lightest|cheapest)\b|(?<!\p{L})(?:меньше (?:всего|всех)|сам\p{L}+ (?:мал|низк|мелк|дешев|дешёв|коротк|лёгк|легк|молод)\p{L}+|наименьш\p{L}+|минимальн\p{L}+)(?!\p{L})", RegexOptions.IgnoreCase)]
    private static partial Regex Least();

    [GeneratedRegex(@"\b(?:second|third|fourth|not|n['’]t|one of|among|after|but|except|втор\p{L}+|трет\p{L}+|не|один из|одна из|после|кроме)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Restricted();
}
