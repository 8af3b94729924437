using Planner.Catalog;

namespace Planner.Planning.Lexical;

/// <summary>A result that planned steps give: one step, or one for each of several files.</summary>
internal sealed class Produced
{
    /// <summary>What asked for it; null for a conversion that was put in.</summary>
    public Ask? Ask { get; init; }

    /// <summary>The task that gives it.</summary>
    public required TaskType Task { get; init; }

    /// <summary>The ids of the steps.</summary>
    public required IReadOnlyList<string> Ids { get; init; }

    /// <summary>Its place among the results, from 0.</summary>
    public required int Order { get; init; }

    /// <summary>The language of its text, when known.</summary>
    public string? Language { get; init; }

    /// <summary>The files that it was made from, directly.</summary>
    public IReadOnlyList<SourceFile> Files { get; init; } = [];

    /// <summary>The quotation that it is another form of.</summary>
    public int Literal { get; init; } = -1;

    /// <summary>The quotation whose gap it fills, otherwise -1.</summary>
    public int Gap { get; init; } = -1;

    /// <summary>The result that this one is another form of: its translation, its better copy.</summary>
    public Produced? Renewed { get; init; }

    /// <summary>Whether it is the result of an ask, or another form of that.</summary>
    public bool StandsFor(Ask ask) => Ask == ask || (Renewed?.StandsFor(ask) ?? false);

    /// <summary>Whether a later step already takes it.</summary>
    public bool Used { get; set; }
}
