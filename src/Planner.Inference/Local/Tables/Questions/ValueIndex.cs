namespace Planner.Inference.Local.Tables;

/// <summary>Finds the cell values that words name: whole values first, then values of which they are a part.</summary>
internal sealed class ValueIndex
{
    private const int LongestValue = 12;
    private const double ConceptScore = 0.85;
    private const double PartialScore = 0.75;

    private readonly List<(TableColumn Column, string Text, IReadOnlyList<string> Words)> _values = [];
    private const int MostDirections = 2_000;

    private readonly ILookup<string, string> _byHandle;
    private readonly Dictionary<string, List<int>> _byWord = new(StringComparer.Ordinal);

    public ValueIndex(DelimitedTable table)
    {
        foreach (TableColumn column in table.Columns.Where(column => column.Kind == ColumnKind.Text))
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            for (int row = 0; row < table.RowCount; row++)
            {
                string text = table[row, column.Index].Text;
                if (text.Length > 0 && seen.Add(text))
                {
                    Add(column, text);
                }
            }
        }

        _byHandle = _byWord.Keys.SelectMany(word => WordLikeness.Handles(word).Select(handle => (handle, word))).ToLookup(pair => pair.handle, pair => pair.word);
    }

    /// <summary>The words of cells that a question word says, with how well it does: the word itself, or else its forms and slips.</summary>
    public IReadOnlyDictionary<string, double> Words(string word)
    {
        if (_byWord.ContainsKey(word))
        {
            return new Dictionary<string, double>(StringComparer.Ordinal) { [word] = 1 };
        }

        var alike = new Dictionary<string, double>(StringComparer.Ordinal);
        string[] concepts = _byWord.Count <= MostDirections ? [.. Concepts.Of(word).Where(IsDirection)] : [];
        IEnumerable<string> near = concepts.Length > 0 ? _byWord.Keys
            : WordLikeness.Handles(word).Where(handle => handle.Length > 2 || word.Length <= 3).SelectMany(handle => _byHandle[handle]).Distinct();
        foreach (string known in near)
        {
            double score = word.Length < 3 ? 0 : WordLikeness.Of(word, known);
            score = score == 0 && concepts.Length > 0 && known.Length > 2 && Concepts.Of(known).Overlaps(concepts) ? ConceptScore : score;
            if (score > 0)
            {
                alike[known] = score;
            }
        }

        double best = alike.Count == 0 ? 0 : alike.Values.Max();
        return alike.Where(pair => pair.Value >= best).ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>The values that a run of words names, best first.</summary>
    /// <param name="words">For each word of the question what <see cref="Words"/> says.</param>
    public IReadOnlyList<ValueLink> Find(IReadOnlyList<IReadOnlyDictionary<string, double>> words)
    {
        IEnumerable<int> candidates = words[0].Keys.SelectMany(known => _byWord[known]).Distinct();
        return
        [
            .. candidates.Select(index => (_values[index].Column, _values[index].Text, Score: Score(_values[index].Words, words)))
                .Where(value => value.Score > 0)
                .GroupBy(value => value.Column)
                .Select(group => Best(group.Key, [.. group.Select(value => (value.Text, value.Score))]))
                .OrderByDescending(link => link.Score),
        ];
    }

    private static ValueLink Best(TableColumn column, IReadOnlyList<(string Text, double Score)> values)
    {
        double best = values.Max(value => value.Score);
        // A whole value wins alone; of the values that are said in part all remain.
        double least = best > PartialScore ? best - 0.001 : 0;
        return new ValueLink(column, values.Where(value => value.Score >= least).Select(value => value.Text)
            .ToHashSet(StringComparer.Ordinal), best);
    }

    private static bool IsDirection(string concept) => concept is "north" or "south" or "east" or "west";

    private static double Score(IReadOnlyList<string> value, IReadOnlyList<IReadOnlyDictionary<string, double>> words)
    {
        if (words.Count > value.Count)
        {
            return 0;
        }

        double said = 0;
        foreach (IReadOnlyDictionary<string, double> word in words)
        {
            double best = value.Max(known => word.GetValueOrDefault(known));
            if (best == 0)
            {
                return 0;
            }

            said += best;
        }

        double score = said / words.Count;
        return words.Count == value.Count ? score : score * PartialScore * (0.8 + (0.2 * words.Count / value.Count));
    }

    private void Add(TableColumn column, string text)
    {
        IReadOnlyList<string> words = TextWords.FoldedWords(text);
        if (words.Count is 0 or > LongestValue)
        {
            return;
        }

        foreach (string word in words.Distinct())
        {
            if (!_byWord.TryGetValue(word, out List<int>? values))
            {
                _byWord[word] = values = [];
            }

            values.Add(_values.Count);
        }

        _values.Add((column, text, words));
    }
}
