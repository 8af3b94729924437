namespace Planner.Cli.Views;

/// <summary>A route for the terminal: its name and models, then what it is for, wrapped.</summary>
internal static class RouteView
{
    private const int Indent = 4;
    private const int NameCells = 18;
    private const int LeastRoom = 20;

    /// <summary>The lines of a route.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="models">Its models, or that there are none.</param>
    /// <param name="about">What is said of it.</param>
    /// <param name="room">The cells of a line of the window.</param>
    public static IEnumerable<Line> Draw(string name, string models, string about, int room)
    {
        var first = true;
        foreach (var piece in Line.Wrap(TerminalText.OneLine(models), Math.Max(room - NameCells - 3, LeastRoom)))
        {
            yield return new Line().AddCell(first ? name : "", NameCells, StatusStyle.Strong).Pad(2).Add(piece, StatusStyle.Active);
            first = false;
        }

        foreach (var piece in Line.Wrap(TerminalText.OneLine(about), Math.Max(room - Indent - 1, LeastRoom)))
        {
            yield return new Line().Pad(Indent).Add(piece, StatusStyle.Dim);
        }
    }
}
