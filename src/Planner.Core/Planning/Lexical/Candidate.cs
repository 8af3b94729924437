using Planner.Catalog;

namespace Planner.Planning.Lexical;

/// <summary>Something that could go into a slot.</summary>
/// <param name="Score">How well it suits; compared only within one slot.</param>
internal sealed record Candidate(double Score)
{
    /// <summary>An earlier result.</summary>
    public Produced? Result { get; init; }

    /// <summary>Files of one kind.</summary>
    public IReadOnlyList<SourceFile> Files { get; init; } = [];

    /// <summary>The task that must read the files first; null when they fit as they are.</summary>
    public TaskType? Reader { get; init; }

    /// <summary>A quotation's index, otherwise -1.</summary>
    public int Literal { get; init; } = -1;
}
