using Spectre.Console;
using Spectre.Console.Rendering;

namespace Planner.Cli.Views;

/// <summary>
/// Lines at the bottom of the terminal that are drawn again in place. What else is written goes above them. One write a frame, so that
/// nothing flickers; when the window has become narrower, the rows that its terminal wrapped are counted and cleared too.
/// Not safe for several threads.
/// </summary>
internal sealed class LiveRegion(IAnsiConsole console)
{
    private List<int> _drawn = [];
    private (int Row, int Column)? _cursor;

    /// <summary>Draws the region anew, with lines that stay above it.</summary>
    /// <param name="lines">The region; as many as fit on the screen.</param>
    /// <param name="above">Lines to leave above it for good.</param>
    /// <param name="cursor">Where the cursor is left, as a row of the region and the cells before it; null: below the region.</param>
    public void Draw(IReadOnlyList<Line> lines, IReadOnlyList<Line>? above = null, (int Row, int Column)? cursor = null)
    {
        ArgumentNullException.ThrowIfNull(lines);
        // The last column stays free: a terminal may wrap when it is written to.
        var width = Math.Max(console.Profile.Width - 1, 1);
        var place = cursor is { } at ? $"\x1b[{lines.Count - at.Row}A\x1b[{at.Column + 1}G" : "";
        console.Write(new Frame(Erase(), [.. above ?? []], lines, width, place));
        _drawn = [.. lines.Select(line => Math.Min(line.Cells, width))];
        _cursor = cursor;
    }

    /// <summary>Leaves the region on the screen; what follows goes under it.</summary>
    public void Release() => (_drawn, _cursor) = ([], null);

    private string Erase()
    {
        var width = Math.Max(console.Profile.Width, 1);
        var rows = _drawn.Take(_cursor?.Row ?? _drawn.Count).Sum(cells => Math.Max((cells + width - 1) / width, 1)) + ((_cursor?.Column ?? 0) / width);
        // To the first column by its number: Spectre turns a carriage return into a line feed. Zero rows up would be one.
        return _drawn.Count == 0 ? "" : $"\x1b[1G{(rows > 0 ? $"\x1b[{rows}A" : "")}\x1b[J";
    }

    private sealed class Frame(string erase, IReadOnlyList<Line> above, IReadOnlyList<Line> lines, int width, string place) : IRenderable
    {
        public Measurement Measure(RenderOptions options, int maxWidth) => new(0, maxWidth);

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
            // Synchronised output (mode 2026): terminals that know it show the frame at once, others pass over it.
            [
                Segment.Control("\x1b[?2026h" + erase),
                .. new Lines(above).Render(options, maxWidth),
                .. new Lines(lines, width).Render(options, maxWidth),
                Segment.Control(place + "\x1b[?2026l"),
            ];
    }
}
