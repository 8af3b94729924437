namespace Planner.Text;

/// <summary>The language of a text, as far as its letters and words show.</summary>
/// <param name="Code">ISO 639-1 code, or <c>und</c> when the text has no letters.</param>
/// <param name="Confidence">0 to 1: the share of the winner among the languages of the same script.</param>
public sealed record LanguageGuess(string Code, double Confidence);
