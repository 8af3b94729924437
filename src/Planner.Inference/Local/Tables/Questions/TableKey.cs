using System.Globalization;

namespace Planner.Inference.Local.Tables;

/// <summary>What rows are grouped by, or what an answer names: a column, or the month or year of its dates.</summary>
internal sealed record TableKey(TableColumn Column, DatePart Part)
{
    /// <summary>The text of a cell under this key.</summary>
    public string Of(TableCell cell) => (Part, cell.Date) switch
    {
        (DatePart.Month, { } date) => date.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        (DatePart.Year, { } date) => date.ToString("yyyy", CultureInfo.InvariantCulture),
        // A year that a file states as 2025.0 is 2025.
        (_, _) when cell.Number is { } number && cell.Text.AsSpan().ContainsAny('.', ',') => TableUnits.WriteExact(number, Column),
        _ => cell.Text,
    };

    /// <inheritdoc/>
    public override string ToString() => Part == DatePart.Whole ? Column.Name : $"{Part.ToString().ToLowerInvariant()} of {Column.Name}";
}
