using System.Text.Json.Serialization;

namespace Planner.Text;

/// <summary>A stretch of a text, in UTF-16 characters.</summary>
/// <param name="Start">Offset of the first character.</param>
/// <param name="End">Offset just after the last character.</param>
public readonly record struct TextSpan(int Start, int End)
{
    /// <summary>The number of characters.</summary>
    [JsonIgnore]
    public int Length => End - Start;

    /// <summary>Whether an offset lies inside.</summary>
    /// <param name="offset">An offset into the same text.</param>
    public bool Contains(int offset) => offset >= Start && offset < End;

    /// <summary>Whether two spans share at least one character.</summary>
    /// <param name="other">A span of the same text.</param>
    public bool Overlaps(TextSpan other) => Start < other.End && other.Start < End;

    /// <summary>The same stretch, moved.</summary>
    /// <param name="offset">By how many characters.</param>
    public TextSpan Shift(int offset) => new(Start + offset, End + offset);

    /// <summary>The characters of the span inside the text that it came from.</summary>
    /// <param name="text">The text that the offsets belong to.</param>
    public ReadOnlySpan<char> In(ReadOnlySpan<char> text) => text[Start..End];

    /// <summary>The span without white space at either end.</summary>
    /// <param name="text">The text that the offsets belong to.</param>
    public TextSpan Trim(ReadOnlySpan<char> text)
    {
        var (start, end) = (Start, End);
        while (start < end && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        while (end > start && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        return new TextSpan(start, end);
    }
}
