namespace Planner.Inference.Local.Tables;

/// <summary>A record of a delimited file.</summary>
/// <param name="Line">The line it starts on, 1-based.</param>
/// <param name="Cells">Its cells, trimmed.</param>
internal sealed record DelimitedRecord(int Line, IReadOnlyList<string> Cells)
{
    /// <summary>Whether nothing is written in any cell.</summary>
    public bool IsBlank => Cells.All(cell => cell.Length == 0);
}
