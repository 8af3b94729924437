namespace Planner.Matching.Indexing;

/// <summary>Which files make up the index; replaced as a whole, so that a reader sees the old index or the new one.</summary>
internal sealed record IndexManifest
{
    /// <summary>The form of the files; another version is built anew.</summary>
    public const int CurrentVersion = 6;

    /// <summary>The form of these files.</summary>
    public int Version { get; init; }

    /// <summary>The <see cref="KnownNames.Stamp"/> that the cards were indexed with; with another, they are indexed anew.</summary>
    public ulong Names { get; init; }

    /// <summary>The file of learned vectors and task words; null: none yet.</summary>
    public string? Learned { get; init; }

    /// <summary>What the index was made from.</summary>
    public IndexSource Source { get; init => field = value ?? new(); } = new();

    /// <summary>The segments, oldest first.</summary>
    public IReadOnlyList<Part> Segments { get; init => field = value ?? []; } = [];

    /// <summary>A segment.</summary>
    /// <param name="File">Its file.</param>
    /// <param name="Removed">The file that says which of its cards are gone; null: none.</param>
    public sealed record Part(string File, string? Removed);
}
