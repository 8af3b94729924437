namespace Planner.Text;

/// <summary>One word of a sentence with its stem.</summary>
/// <param name="Span">Where the word stands in the whole text; a word hyphenated at a line end is one word.</param>
/// <param name="Stem">Its stem, in lower case.</param>
/// <param name="IsStop">Whether it is a stop word.</param>
public readonly record struct SentenceWord(TextSpan Span, string Stem, bool IsStop);
