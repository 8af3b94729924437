using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Planner.Cli.Views;

/// <summary>
/// A line of styled text for the terminal. It is made of segments and never of markup, so brackets in anyone's text are only brackets;
/// control characters are taken out as text comes in.
/// </summary>
internal sealed class Line
{
    private const string Cut = "…";
    private readonly List<Segment> _segments = [];

    /// <summary>The pieces.</summary>
    public IReadOnlyList<Segment> Segments => _segments;

    /// <summary>How many terminal cells it takes.</summary>
    public int Cells { get; private set; }

    /// <summary>Adds text.</summary>
    public Line Add(string text, Style? style = null)
    {
        var segment = new Segment(TerminalText.OneLineKeepingSpaces(text), style ?? Style.Plain);
        _segments.Add(segment);
        Cells += segment.CellCount();
        return this;
    }

    /// <summary>Adds text cut or padded to exactly <paramref name="cells"/> cells.</summary>
    public Line AddCell(string text, int cells, Style? style = null)
    {
        var fitted = Fit(TerminalText.OneLine(text), cells);
        Add(fitted, style);
        return Pad(cells - CellsOf(fitted));
    }

    /// <summary>Adds spaces.</summary>
    public Line Pad(int cells) => cells > 0 ? Add(new string(' ', cells)) : this;

    /// <summary>The line with figures behind it, or below it where the window is too narrow for both.</summary>
    /// <param name="figures">The figures, in columns.</param>
    /// <param name="style">Their style.</param>
    /// <param name="below">How far they stand to the right on a line of their own; null: they stand behind.</param>
    public IEnumerable<Line> WithFigures(string figures, Style? style, int? below) =>
        below is { } indent ? [this, new Line().Pad(indent).Add(figures, style)] : [Add(figures, style)];

    /// <summary>Its text without styles.</summary>
    public override string ToString() => string.Concat(_segments.Select(segment => segment.Text)).TrimEnd();

    /// <summary>The line cut to a width.</summary>
    public IEnumerable<Segment> Crop(int cells)
    {
        foreach (var segment in _segments)
        {
            var size = segment.CellCount();
            if (size <= cells)
            {
                cells -= size;
                yield return segment;
            }
            else
            {
                if (cells > 0)
                {
                    yield return new Segment(Fit(segment.Text, cells), segment.Style);
                }

                yield break;
            }
        }
    }

    /// <summary>How many terminal cells a text takes.</summary>
    public static int CellsOf(string text) => new Segment(text).CellCount();

    /// <summary>Text cut to a number of cells, with a mark where it was cut.</summary>
    public static string Fit(string text, int cells)
    {
        if (CellsOf(text) <= cells)
        {
            return text;
        }

        return cells > 0 ? text[..Fitting(text, cells - 1)] + Cut : "";
    }

    /// <summary>Text behind a head; what does not fit in the row goes on under itself.</summary>
    /// <param name="head">What stands before the first row.</param>
    /// <param name="text">The text, of one line.</param>
    /// <param name="width">Cells of a row.</param>
    /// <param name="style">The text's style.</param>
    public static IEnumerable<Line> Hanging(string head, string text, int width, Style style)
    {
        var room = Math.Max(width - CellsOf(head), 20);
        return (CellsOf(text) <= room ? [text] : Wrap(text, room)).Select((row, i) => new Line().Add(i == 0 ? head : new string(' ', CellsOf(head))).Add(row, style));
    }

    /// <summary>Breaks text between words so that each piece fits; a longer word is broken anywhere.</summary>
    public static IEnumerable<string> Wrap(string text, int cells)
    {
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var rest = word;
            if (line.Length > 0 && CellsOf(line) + 1 + CellsOf(rest) > cells)
            {
                yield return line;
                line = "";
            }

            while (CellsOf(rest) > cells && Math.Max(Fitting(rest, cells), StringInfo.GetNextTextElementLength(rest)) is var head && head < rest.Length)
            {
                yield return rest[..head];
                rest = rest[head..];
            }

            line = line.Length == 0 ? rest : line + " " + rest;
        }

        if (line.Length > 0)
        {
            yield return line;
        }
    }

    // How much of the text's beginning fits into so many cells.
    private static int Fitting(string text, int cells)
    {
        var length = 0;
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext() && (cells -= CellsOf(elements.GetTextElement())) >= 0)
        {
            length = elements.ElementIndex + elements.GetTextElement().Length;
        }

        return length;
    }
}
