namespace Planner.Artifacts;

/// <summary>A sheet of a spreadsheet.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rows">Its rows from the first to the last that has something, each as long as the longest; numbers with a point, dates as 2027-04-15.</param>
internal sealed record Sheet(string Name, IReadOnlyList<string[]> Rows);
