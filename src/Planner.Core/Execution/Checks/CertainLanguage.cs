using Planner.Text;

namespace Planner.Execution.Checks;

/// <summary>The language of a text, where it can be told beyond doubt.</summary>
internal static class CertainLanguage
{
    // With fewer words, or in a close call, right texts would be thrown away.
    private const int FewestWords = 6;
    private const double Certain = 0.97;

    /// <summary>ISO 639-1; null when it is not certain.</summary>
    public static string? Of(string text) =>
        (Words(text) >= FewestWords || !text.Any(char.IsAsciiLetter)) && LanguageDetector.Detect(text) is { Confidence: >= Certain } guess && LanguageDetector.Knows(guess.Code) ? guess.Code : null;

    /// <summary>How many words with letters a text has.</summary>
    public static int Words(string text) => Tokenizer.Words(text).Count(word => word.Kind == TokenKind.Word);
}
