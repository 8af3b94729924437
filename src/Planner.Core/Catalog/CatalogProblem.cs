namespace Planner.Catalog;

/// <summary>A line of a catalog file that was left out; the other lines were read.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">The line, from 1; 0 when the whole file can't be read.</param>
/// <param name="Message">What is wrong, where, and the fix.</param>
public sealed record CatalogProblem(string Path, int Line, string Message);
