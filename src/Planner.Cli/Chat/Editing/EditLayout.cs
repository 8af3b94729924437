using System.Globalization;
using Planner.Cli.Views;

namespace Planner.Cli.Chat.Editing;

/// <summary>Edited text as rows of the terminal: broken at its lines, and between words where a row is full.</summary>
internal sealed class EditLayout
{
    private const string Tab = "    ";
    private readonly List<(int At, string Shown, int Cells)> _elements = [];
    private readonly List<int> _starts = [0];

    /// <summary>Breaks text into rows.</summary>
    /// <param name="text">The text.</param>
    /// <param name="cursor">Where the cursor stands in it.</param>
    /// <param name="width">Cells of a row.</param>
    public EditLayout(string text, int cursor, int width)
    {
        var elements = StringInfo.GetTextElementEnumerator(text);
        var (cells, word) = (0, 0);
        while (elements.MoveNext())
        {
            var element = elements.GetTextElement();
            var shown = Shown(element);
            // A space may hang over the edge: nobody sees it.
            var size = element == " " && cells == width ? 0 : Line.CellsOf(shown);
            _elements.Add((elements.ElementIndex, shown, size));
            cells += size;
            if (cells > width)
            {
                _starts.Add(word > _starts[^1] ? word : _elements.Count - 1);
                cells = _elements.Skip(_starts[^1]).Sum(one => one.Cells);
            }

            if (element is "\n" or "\r\n")
            {
                _starts.Add(_elements.Count);
                cells = 0;
            }

            word = char.IsWhiteSpace(element[0]) ? _elements.Count : word;
        }

        _elements.Add((text.Length, "", 0));
        var place = _elements.FindIndex(element => element.At >= cursor);
        Row = _starts.FindLastIndex(start => start <= place);
        Column = CellsBetween(_starts[Row], place);
    }

    /// <summary>What the rows show.</summary>
    public IEnumerable<string> Rows => Enumerable.Range(0, Count).Select(row => string.Concat(Of(row).Select(element => element.Shown)));

    /// <summary>How many rows there are; at least one.</summary>
    public int Count => _starts.Count;

    /// <summary>The row in which the cursor stands.</summary>
    public int Row { get; }

    /// <summary>How many cells stand before the cursor in its row.</summary>
    public int Column { get; }

    /// <summary>The place in the text that stands nearest to the cursor's column in another row.</summary>
    public int PlaceIn(int row)
    {
        var cells = 0;
        foreach (var element in Of(row))
        {
            cells += element.Cells;
            if (cells > Column)
            {
                return element.At;
            }
        }

        return Of(row).Last().At;
    }

    // The text's end belongs to the last row.
    private IEnumerable<(int At, string Shown, int Cells)> Of(int row) =>
        _elements.Take(row + 1 < Count ? _starts[row + 1] : _elements.Count).Skip(_starts[row]);

    private int CellsBetween(int from, int to) => _elements.Take(to).Skip(from).Sum(element => element.Cells);

    private static string Shown(string element) => element switch
    {
        "\t" => Tab,
        "\n" or "\r\n" => "",
        _ => TerminalText.Clean(element),
    };
}
