namespace Planner.Inference.Local.Tables;

/// <summary>Finds the columns that words name: by the header's own words, then by what these mean.</summary>
internal sealed class ColumnIndex
{
    private const double ConceptScore = 0.8;

    private static readonly HashSet<string> s_names = new(StringComparer.Ordinal)
    {
        "id", "no", "nr", "code", "number", "номер", "код", "year", "год", "zip", "phone", "телефон", "индекс", "инн",
    };

    private readonly (TableColumn Column, IReadOnlyList<string> Words)[] _headers;

    public ColumnIndex(DelimitedTable table) => _headers = [.. table.Columns.Select(column => (column, Words(column.Name)))];

    /// <summary>The columns that the words name, best first.</summary>
    /// <param name="words">Folded words of the question, none of them a filler.</param>
    public IReadOnlyList<ColumnLink> Find(IReadOnlyList<string> words) =>
        [.. _headers.Select(header => new ColumnLink(header.Column, Score(header.Words, words), IsQuantity(header.Column)))
            .Where(link => link.Score > 0)
            .OrderByDescending(link => link.Score)
            // What something costs is its price rather than what was paid for all of it.
            .ThenByDescending(link => words.Any(word => Concepts.Of(word).Contains(Concepts.Price)) && ConceptsOf(link.Column).Contains(Concepts.Price))];

    /// <summary>The columns whose header means an idea, best first.</summary>
    public IReadOnlyList<TableColumn> Of(string concept) =>
        [.. _headers.Where(header => header.Words.Any(word => Concepts.Of(word).Contains(concept))).Select(header => header.Column)];

    /// <summary>The columns of text of which a word of the header is of a kind.</summary>
    public IEnumerable<TableColumn> Texts(Func<string, bool> isOfKind) =>
        _headers.Where(header => header.Column.Kind == ColumnKind.Text && header.Words.Any(isOfKind)).Select(header => header.Column);

    /// <summary>What the header means.</summary>
    public IEnumerable<string> ConceptsOf(TableColumn column) => _headers[column.Index].Words.SelectMany(word => Concepts.Of(word));

    /// <summary>Whether the header says that the column names its rows: <c>order_id</c>, <c>Номер</c>.</summary>
    public static bool IsIdentifier(TableColumn column) =>
        "#№".Contains(column.Name[0], StringComparison.Ordinal) || TextWords.FoldedWords(column.Name.Replace('_', ' '))
            .Any(word => word is "id" or "no" or "nr" or "code" or "number" or "номер" or "код" or "артикул" or "sku");

    /// <summary>Whether a column holds numbers that measure something; those of <c>order_id</c> or <c>year</c> only name.</summary>
    public static bool IsQuantity(TableColumn column) =>
        column.Kind == ColumnKind.Number && !TextWords.FoldedWords(column.Name.Replace('_', ' ')).Any(s_names.Contains)
            && !"#№".Contains(column.Name[0], StringComparison.Ordinal);

    /// <summary>The words of a header: <c>order_date</c>, <c>unitPrice</c> and <c>Total (EUR)</c> cut at their joints, units left out.</summary>
    private static IReadOnlyList<string> Words(string header)
    {
        string spaced = string.Concat(header.Select((c, at) =>
            c is '_' or '/' ? " " : at > 0 && char.IsUpper(c) && char.IsLower(header[at - 1]) ? " " + c : c.ToString()));
        int bracket = spaced.IndexOf('(', StringComparison.Ordinal);
        IReadOnlyList<string> words = TextWords.FoldedWords(bracket > 0 ? spaced[..bracket] : spaced);
        string[] named = [.. words.Where(word => !NumberText.IsUnit(word) && word is not ("of" or "the" or "in" or "в" or "на"))];
        return named.Length > 0 ? named : words;
    }

    private static double Likeness(string word, string known) =>
        Math.Max(WordLikeness.Of(word, known), Concepts.Share(word, known) ? ConceptScore : 0);

    private static double Score(IReadOnlyList<string> header, IReadOnlyList<string> words)
    {
        if (words.Count == 0 || words.Count > header.Count)
        {
            return 0;
        }

        // Each word names a word of its own: "units sold" is not twice the unit of "unit price".
        double said = 0;
        List<string> left = [.. header];
        foreach (string word in words)
        {
            (string named, double best) = left.Select(known => (known, Likeness(word, known))).MaxBy(pair => pair.Item2);
            if (best == 0)
            {
                return 0;
            }

            said += best;
            left.Remove(named);
        }

        // "basket" names "Average basket", less surely than the whole header does.
        double covered = words.Count / (double)header.Count;
        return said / words.Count * (0.75 + (0.25 * covered));
    }
}
