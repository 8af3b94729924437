using System.Text;
using Planner.Text;
using Planner.Values;

namespace Planner.Answering.Claims;

/// <summary>What a step gave, read so that claims can be held against it.</summary>
internal sealed class Evidence
{
    private const int MaxLines = 4000;
    private readonly List<EvidenceLine> _lines = [];
    private readonly List<decimal> _counts = [];
    private readonly List<IReadOnlyList<EvidenceLine>> _tables = [];
    private readonly StringBuilder _key = new();

    private Evidence()
    {
    }

    /// <summary>Its sentences, rows and items.</summary>
    public IReadOnlyList<EvidenceLine> Lines => _lines;

    /// <summary>Its lines that are records, those of one kind together.</summary>
    public IReadOnlyList<IReadOnlyList<EvidenceLine>> Tables => _tables;

    /// <summary>How many there are of what it lists.</summary>
    public IReadOnlyList<decimal> Counts => _counts;

    /// <summary>The stems of the words that are names in it.</summary>
    public IReadOnlySet<string> Names => field ??= _lines.SelectMany(line => line.Names).Select(word => word.Stem).ToHashSet(StringComparer.Ordinal);

    /// <summary>Its letters and digits alone, for codes.</summary>
    public string Key => field ??= _key.ToString();

    /// <summary>Reads a value.</summary>
    /// <param name="value">The value, expanded.</param>
    public static Evidence Of(Value value)
    {
        var evidence = new Evidence();
        evidence.Add(value);
        foreach (var source in value.Sources)
        {
            // Where it was read may be cited with it: the file's name, the page, the row.
            evidence.AddLine(string.Join('\t', new[] { source.Name, $"{source.Page}", $"{source.Row + 1}", source.Column }.Where(part => !string.IsNullOrEmpty(part))));
        }

        foreach (var line in evidence._lines)
        {
            line.Recognise(evidence.Names);
        }

        return evidence;
    }

    /// <summary>Reads a text.</summary>
    public static Evidence Of(string text) => Of(new TextValue(text));

    private void Add(Value value)
    {
        switch (value)
        {
            case TextValue text:
                AddText(text.Text);
                break;
            case ListValue list:
                _counts.Add(list.Items.Count);
                foreach (var item in list.Items)
                {
                    Add(item);
                }

                break;
            case StructuredValue structured when RecordTable.Of(structured.Json).ToList() is { Count: > 0 } tables:
                tables.ForEach(AddTable);
                break;
            case ArtifactValue { Artifact: var artifact }:
                AddLine(artifact.Name);
                break;
            default:
                AddText(ValueText.Of(value) ?? "");
                break;
        }
    }

    private void AddText(string text)
    {
        if (RecordTable.Of(text).ToList() is { Count: > 0 } tables)
        {
            tables.ForEach(AddTable);
            return;
        }

        var sentences = SentenceSplitter.Split(text);
        if (sentences.Count > 1)
        {
            _counts.Add(text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Length);
        }

        foreach (var sentence in sentences)
        {
            AddLine(sentence.In(text).ToString());
        }
    }

    private void AddTable(RecordTable table)
    {
        var columns = table.Columns.Select(column => column.Replace('_', ' ')).ToList();
        var header = string.Join('\t', columns);
        Add(new EvidenceLine(header, FactReader.Read(header), [new RecordCell(new TextSpan(0, header.Length), null)]));
        if (table.Rows.Count > 1)
        {
            AddCounts(table);
        }

        var names = columns.ConvertAll(column => EvidenceLine.Read(column, _ => false));
        var scales = columns.ConvertAll(ScaleOf);
        var units = columns.ConvertAll(UnitOf);
        var records = new List<EvidenceLine>();
        foreach (var row in table.Rows)
        {
            var line = new StringBuilder();
            var facts = new List<Fact>();
            var cells = new List<RecordCell>();
            foreach (var (given, column) in row.Take(columns.Count).Select((cell, column) => (cell, column)))
            {
                var verdict = Verdict(given, columns[column]);
                var cell = verdict ?? given;
                var start = line.Length;
                facts.AddRange(FactReader.Read(cell).Select(fact => (fact with { Span = fact.Span.Shift(start) }) switch
                {
                    NumberFact { Unit.Dimension: "" } number => number with
                    {
                        Column = column,
                        Unit = units[column] ?? number.Unit,
                        Value = number.Value * scales[column],
                        Otherwise = scales[column] == 1 ? number.Otherwise : number.Value,
                        Step = number.Step * scales[column],
                    },
                    NumberFact number => number with { Column = column },
                    NameFact name => name with { IsSure = true },
                    var other => other,
                }));
                cells.Add(new RecordCell(new TextSpan(start, start + cell.Length), names[column], verdict is not null));
                line.Append(cell).Append('\t');
            }

            records.Add(new EvidenceLine(line.ToString(), facts, cells));
        }

        records.ForEach(Add);
        _tables.Add(records);
    }

    // How many there are, of each kind too.
    private void AddCounts(RecordTable table)
    {
        _counts.Add(table.Rows.Count);
        if (table.Columns.Index().FirstOrDefault(column => column.Item is "label" or "entity_group") is { Item: not null } kind)
        {
            foreach (var (label, count) in table.Rows.CountBy(row => row[kind.Index]))
            {
                _counts.Add(count);
                AddLine($"{count} {label}");
            }
        }
    }

    // What is said with yes or no is said in the column's words.
    private static string? Verdict(string cell, string column) => cell.ToLowerInvariant() switch
    {
        "true" or "yes" or "да" => column,
        "false" or "no" or "нет" => (column.Any(c => c is >= '\u0400' and <= '\u04ff') ? "не " : "not ") + column,
        _ => null,
    };

    private static string[] Words(string column) => column.Split([' ', ',', '.', '(', ')', '/'], StringSplitOptions.RemoveEmptyEntries);

    private static Unit? UnitOf(string column) => Words(column).Select(Unit.Of).FirstOrDefault(unit => unit is { Dimension: "money" or "percent" });

    // "Население, тыс.", "population_m"; "length_m" is in metres.
    private static decimal ScaleOf(string column) =>
        Words(column).Select(word => NumberWords.Scale(word.ToLowerInvariant())).FirstOrDefault(scale => scale is not null)
        ?? (Words(column) is [not ("length" or "height" or "width" or "depth" or "distance" or "altitude"), .., ("m" or "mn" or "k") and var scale] ? (scale == "k" ? 1000 : 1_000_000) : 1);

    private void AddLine(string text)
    {
        if (text.Length > 0)
        {
            Add(new EvidenceLine(text));
        }
    }

    private void Add(EvidenceLine line)
    {
        if (_lines.Count < MaxLines)
        {
            _lines.Add(line);
            _key.Append(CodeFact.KeyOf(line.Text)).Append(' ');
        }
    }
}
