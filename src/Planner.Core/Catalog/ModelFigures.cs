namespace Planner.Catalog;

/// <summary>Where the numbers of a card come from. A card with a number and without this is left out of the catalog.</summary>
public sealed record ModelFigures
{
    /// <summary>Who counted: a file of a repository, a page.</summary>
    public required string Source { get; init; }

    /// <summary>When: a year, a month or a day (<c>2023</c>, <c>2023-04</c>, <c>2023-04-05</c>).</summary>
    public required string Date { get; init; }
}
