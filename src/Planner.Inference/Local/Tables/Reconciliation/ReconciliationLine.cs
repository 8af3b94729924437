namespace Planner.Inference.Local.Tables;

/// <summary>One name in the text and the table.</summary>
/// <param name="Name">The name: the table's spelling where the table has it, else the text's.</param>
/// <param name="Stated">The amount that the text states.</param>
/// <param name="Currency">Its currency as the text, or else the table, writes it; may be empty.</param>
/// <param name="Due">The day until which it is to be paid, where the text states one.</param>
/// <param name="Paid">The sum of the table's amounts for the name.</param>
/// <param name="Coordinates">The cells of that sum.</param>
/// <param name="LastPaid">The last date among those rows, where the table has dates.</param>
/// <param name="Verdict">How the two compare.</param>
public sealed record ReconciliationLine(
    string Name,
    decimal? Stated,
    string Currency,
    DateOnly? Due,
    decimal Paid,
    IReadOnlyList<TableCoordinate> Coordinates,
    DateOnly? LastPaid,
    ReconciliationVerdict Verdict)
{
    /// <summary>Stated less paid: positive is outstanding, negative is paid too much; 0 where nothing is stated.</summary>
    public decimal Difference => Stated is { } stated ? stated - Paid : 0;

    /// <summary>Whether the last payment came after the day due.</summary>
    public bool IsLate => Due is { } due && LastPaid is { } last && last > due;
}
