namespace Planner.Inference.Local.Tables;

/// <summary>Limits and hints for reading a table. A table beyond a limit is refused, because a cut table gives wrong sums.</summary>
public sealed record TableReadOptions
{
    /// <summary>The most rows under the header.</summary>
    public int MaxRows { get; init; } = 100_000;

    /// <summary>The most columns.</summary>
    public int MaxColumns { get; init; } = 500;

    /// <summary>The most characters in the file.</summary>
    public int MaxCharacters { get; init; } = 64_000_000;

    /// <summary>The separator; detected from the first lines when not given.</summary>
    public char? Separator { get; init; }

    /// <summary>Whether the first line names the columns; judged by its cells when not given.</summary>
    public bool? HasHeader { get; init; }
}
