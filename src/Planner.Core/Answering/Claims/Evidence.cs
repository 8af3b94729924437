using System.Text;
using System.Text.Json;
using Planner.Text;
using Planner.Values;

namespace Planner.Answering.Claims;

/// <summary>What a step gave, read so that claims can be held against it.</summary>
internal sealed class Evidence
{
    private const int MaxLines = 4000;
    private readonly List<EvidenceLine> _lines = [];
    private readonly List<decimal> _counts = [];
    private readonly StringBuilder _key = new();

    private Evidence()
    {
    }

    /// <summary>Its sentences, rows and items.</summary>
    public IReadOnlyList<EvidenceLine> Lines => _lines;

    /// <summary>How many there are of what it lists.</summary>
    public IReadOnlyList<decimal> Counts => _counts;

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
            case StructuredValue { Shape: Modality.Table } table when table.Json.ValueKind == JsonValueKind.Object && table.Json.TryGetProperty("columns", out var columns) && table.Json.TryGetProperty("rows", out var rows):
                AddTable([.. columns.EnumerateArray().Select(Text)], rows);
                break;
            case StructuredValue { Json.ValueKind: JsonValueKind.Array } list:
                AddItems(list.Json);
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

    private void AddTable(List<string> columns, JsonElement rows)
    {
        _counts.Add(rows.GetArrayLength());
        AddLine(string.Join('\t', columns));
        var units = columns.ConvertAll(UnitOf);
        foreach (var row in rows.EnumerateArray())
        {
            var line = new StringBuilder();
            var facts = new List<Fact>();
            foreach (var (cell, column) in row.EnumerateArray().Select((cell, column) => (Text(cell), column)))
            {
                var start = line.Length;
                foreach (var fact in FactReader.Read(cell))
                {
                    var placed = fact with { Span = fact.Span.Shift(start) };
                    facts.Add(placed is NumberFact { Unit.Dimension: "" } number && column < units.Count && units[column] is { } unit ? number with { Unit = unit, Column = column } : placed is NumberFact bare ? bare with { Column = column } : placed is NameFact name ? name with { IsSure = true } : placed);
                }

                line.Append(cell).Append('\t');
            }

            Add(new EvidenceLine(line.ToString(), facts));
        }
    }

    private void AddItems(JsonElement items)
    {
        _counts.Add(items.GetArrayLength());
        var kinds = items.EnumerateArray().Select(item => Member(item, "entity_group") ?? Member(item, "label")).OfType<string>();
        _counts.AddRange(kinds.CountBy(kind => kind).Select(kind => (decimal)kind.Value));
        foreach (var item in items.EnumerateArray())
        {
            var words = string.Join('\t', new[] { Member(item, "word"), Member(item, "label"), Member(item, "entity_group") }.OfType<string>());
            var score = item.ValueKind == JsonValueKind.Object && item.TryGetProperty("score", out var number) ? "\t" + number.GetRawText() : "";
            AddLine(words.Length == 0 && score.Length == 0 ? Text(item) : words + score);
        }
    }

    private static Unit? UnitOf(string column) =>
        column.Split([' ', '_', ',', '.', '(', ')', '/'], StringSplitOptions.RemoveEmptyEntries).Select(Unit.Of).FirstOrDefault(unit => unit is { Dimension: "money" or "percent" });

    private static string? Member(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;

    private static string Text(JsonElement json) => ValueText.Of(new StructuredValue(Modality.Any, json)) ?? "";

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
