namespace Planner.Inference.Local;

/// <summary>The language of a text, as engines want it: a code, or null when there is no telling.</summary>
internal static class TextLanguage
{
    /// <summary>ISO 639-1, or null.</summary>
    public static string? Of(string text) => text.Any(c => c is >= 'а' and <= 'я') ? "ru" : text.Any(char.IsLetter) ? "en" : null;
}
