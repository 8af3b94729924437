using System.Globalization;
using Planner.Cli.Views;

namespace Planner.Cli.Chat.Editing;

/// <summary>Edited text as rows of the terminal.</summary>
internal sealed class EditLayout
{
    private const string Tab = "    ";
    private readonly List<(int Start, string Text)> _rows = [];
    private readonly string _text;
    private readonly int _width;

    /// <summary>Breaks text into rows, at its line breaks and where a row is full.</summary>
    /// <param name="text">The text.</param>
    /// <param name="cursor">Where the cursor stands in it.</param>
    /// <param name="width">Cells of a row.</param>
    public EditLayout(string text, int cursor, int width)
    {
        (_text, _width) = (text, width);
        var (start, row, cells) = (0, "", 0);
        foreach (var (at, element) in Elements())
        {
            var size = Line.CellsOf(Shown(element));
            if (cells + size > width)
            {
                _rows.Add((start, row));
                (start, row, cells) = (at, "", 0);
            }

            if (at == cursor)
            {
                (Row, Column) = (_rows.Count, cells);
            }

            if (element is "\n" or "\r\n")
            {
                _rows.Add((start, row));
                (start, row, cells) = (at + element.Length, "", 0);
            }
            else
            {
                row += Shown(element);
                cells += size;
            }
        }

        if (cursor >= text.Length)
        {
            (Row, Column) = (_rows.Count, cells);
        }

        _rows.Add((start, row));
    }

    /// <summary>What the rows show.</summary>
    public IEnumerable<string> Rows => _rows.Select(row => row.Text);

    /// <summary>How many rows there are; at least one.</summary>
    public int Count => _rows.Count;

    /// <summary>The row in which the cursor stands.</summary>
    public int Row { get; private set; }

    /// <summary>How many cells stand before the cursor in its row.</summary>
    public int Column { get; private set; }

    /// <summary>The place in the text that stands nearest to the cursor's column in another row.</summary>
    public int PlaceIn(int row)
    {
        var end = row + 1 < _rows.Count ? _rows[row + 1].Start : _text.Length + 1;
        var cells = 0;
        foreach (var (at, element) in Elements().SkipWhile(element => element.At < _rows[row].Start))
        {
            cells += Line.CellsOf(Shown(element));
            if (cells > Column || at + element.Length >= end)
            {
                return at;
            }
        }

        return _text.Length;
    }

    private IEnumerable<(int At, string Text)> Elements()
    {
        var elements = StringInfo.GetTextElementEnumerator(_text);
        while (elements.MoveNext())
        {
            yield return (elements.ElementIndex, elements.GetTextElement());
        }
    }

    private static string Shown(string element) => element switch
    {
        "\t" => Tab,
        "\n" or "\r\n" => "",
        _ => TerminalText.Clean(element),
    };
}
