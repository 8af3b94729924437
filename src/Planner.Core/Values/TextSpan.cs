namespace Planner.Values;

/// <summary>A stretch of a text, in UTF-16 code units.</summary>
/// <param name="Start">The first unit's index.</param>
/// <param name="End">The index after the last unit.</param>
public readonly record struct TextSpan(int Start, int End)
{
    /// <summary>How many units it covers.</summary>
    public int Length => End - Start;

    /// <summary>Whether two spans share at least one unit.</summary>
    public bool Overlaps(TextSpan other) => Start < other.End && other.Start < End;

    /// <summary>The same stretch, moved by <paramref name="offset"/> units.</summary>
    public TextSpan Shift(int offset) => new(Start + offset, End + offset);
}
