using Planner.Values;

namespace Planner.Answering;

/// <summary>Pieces of answers, for surfaces that show them.</summary>
public static class AnswerText
{
    /// <summary>Where a value comes from, such as <c>lease.pdf, p. 3</c>; empty when it does not say.</summary>
    /// <param name="value">The value.</param>
    /// <param name="language">The language of the words, ISO 639-1; English where there are none in it.</param>
    public static string SourcesOf(Value value, string? language) => ValueDisplay.Sources(value, Phrases.For(language));
}
