using Planner.Text;

namespace Planner.Inference.Local;

/// <summary>The language of a text as engines want it: a code, or null when there is no telling.</summary>
internal static class TextLanguage
{
    private const double Sure = 0.5;

    /// <summary>ISO 639-1, or null.</summary>
    public static string? Of(string text) => LanguageDetector.Detect(text) is { Code: not "und", Confidence: >= Sure } guess ? guess.Code : null;
}
