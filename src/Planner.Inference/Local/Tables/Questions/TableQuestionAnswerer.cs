namespace Planner.Inference.Local.Tables;

/// <summary>
/// Answers questions about a table, in English or Russian, without a model: words are linked to columns, values and operations, these make
/// a query, and the query is run. What it cannot link it does not answer.
/// </summary>
public sealed class TableQuestionAnswerer
{
    /// <summary>The confidence below which no answer is given.</summary>
    public const double LeastConfidence = 0.35;

    private readonly DerivedRevenue _revenue;
    private readonly TableColumns _columns;
    private readonly DelimitedTable _table;
    private readonly QuestionReader _reader;

    /// <summary>Makes an answerer for a table; its words are indexed once.</summary>
    public TableQuestionAnswerer(DelimitedTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        _revenue = new DerivedRevenue(table);
        _table = _revenue.Table;
        var index = new ColumnIndex(_table);
        _columns = new TableColumns(_table, index, table.Columns.Count);
        _reader = new QuestionReader(_table, index, new ValueIndex(_table));
    }

    /// <summary>Answers one question about a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="question">The question, English or Russian.</param>
    public static TableAnswer Answer(DelimitedTable table, string question) => new TableQuestionAnswerer(table).Answer(question);

    /// <summary>Answers a question.</summary>
    /// <param name="question">The question, English or Russian.</param>
    public TableAnswer Answer(string question)
    {
        ArgumentNullException.ThrowIfNull(question);
        return QuestionParts.Of(question) is { Count: > 1 } parts
            ? CompoundAnswer.Of(parts, part => _revenue.Traced(AnswerOne(part)))
            : _revenue.Traced(AnswerOne(question));
    }

    private TableAnswer AnswerOne(string question)
    {
        QuestionReading reading = _reader.Read(question);
        if (UnknownThing.In(reading) is { } thing)
        {
            return TableAnswer.None(0.2, $"'{thing.Text}' is not in the table");
        }

        if (!reading.Mentions.Any(IsAboutTable))
        {
            return TableAnswer.None(0, "nothing in the question is in the table");
        }

        if (reading.Unexplained.FirstOrDefault(word => IsSpecific(word, reading)) is { } unknown)
        {
            return TableAnswer.None(0.2, $"'{unknown.Text}' is not in the table");
        }

        TableQuery query = new QueryComposer(reading, _columns).Compose();
        if (query.Aggregator != TableAggregator.Count && reading.Unexplained.FirstOrDefault(word => Concepts.IsFigure(word.Folded)) is { } figure)
        {
            // "Revenue" over a table without any must not become whatever number the table has.
            return TableAnswer.None(0.2, $"'{figure.Text}' is not in the table");
        }

        double confidence = reading.Understood * query.Sureness;
        if (query.Refusal.Length > 0)
        {
            return TableAnswer.None(Math.Min(confidence, 0.3) * 0.5, query.Refusal);
        }

        TableAnswer answer = new QueryRunner(_table, _columns, query).Run(confidence);
        return confidence >= LeastConfidence ? answer
            : TableAnswer.None(confidence, $"not understood: {string.Join(' ', reading.Unexplained.Select(word => word.Text))}");
    }

    private static bool IsAboutTable(Mention mention) =>
        mention.Columns.Count + mention.Values.Count > 0 || mention.Date is not null
            || mention.Plays(QuestionRole.Row, QuestionRole.DatePart);

    private static readonly HashSet<string> s_prepositions = new(StringComparer.Ordinal)
    {
        "did", "does", "do", "has", "have", "in", "on", "for", "of", "by", "from", "at", "with", "to", "about", "в", "во", "на", "у", "по", "из", "для", "от", "с", "со", "о", "об", "к", "кроме", "без",
    };

    /// <summary>
    /// Whether the word narrows the question (a name, a number, "in winter"), so that leaving it out would answer another question.
    /// </summary>
    private static bool IsSpecific(TextWord word, QuestionReading reading)
    {
        int at = reading.Words.ToList().IndexOf(word);
        bool opens = at == 0 || reading.Words[at - 1].Text is "." or "?" or "!";
        return word.Number is not null || word.Date is not null || (word.IsCapital && !opens) || FollowsPreposition(reading, at);
    }

    private static bool FollowsPreposition(QuestionReading reading, int at)
    {
        int before = at - 1;
        while (before >= 0 && (reading.Words[before].Folded is "the" or "a" or "an"))
        {
            before--;
        }

        return before >= 0 && s_prepositions.Contains(reading.Words[before].Folded);
    }
}
