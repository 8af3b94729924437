namespace Planner.Inference.Local.Tables;

/// <summary>Which part of a date rows are grouped by.</summary>
internal enum DatePart
{
    /// <summary>The whole cell.</summary>
    Whole,
    Month,
    Year,
}
