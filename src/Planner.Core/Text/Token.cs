namespace Planner.Text;

/// <summary>A piece of a text, by its place.</summary>
/// <param name="Start">Offset of the first character, in UTF-16 characters.</param>
/// <param name="Length">Length in UTF-16 characters.</param>
/// <param name="Kind">What the piece is.</param>
public readonly record struct Token(int Start, int Length, TokenKind Kind)
{
    /// <summary>Offset just after the last character.</summary>
    public int End => Start + Length;

    /// <summary>The characters of the token inside the text that it came from.</summary>
    /// <param name="text">The tokenized text.</param>
    public ReadOnlySpan<char> In(ReadOnlySpan<char> text) => text.Slice(Start, Length);
}
