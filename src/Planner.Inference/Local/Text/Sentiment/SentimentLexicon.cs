using Planner.Inference.Local.Text.Meaning;
using Planner.Text;

namespace Planner.Inference.Local.Text.Sentiment;

/// <summary>Looks words up in <see cref="SentimentWords"/> by stem.</summary>
internal static class SentimentLexicon
{
    private static readonly Dictionary<string, double> s_strengths = Strengths();
    private static readonly HashSet<string> s_stronger = [.. Thesaurus.Stems(SentimentWords.Stronger)];
    private static readonly HashSet<string> s_weaker = [.. Thesaurus.Stems(SentimentWords.Weaker)];
    private static readonly WordList s_but = new(SentimentWords.But);
    private static readonly WordList s_although = new(SentimentWords.Although);

    /// <summary>Turns of phrase: their words, a <c>*</c> for any ending or any one word, and their strength.</summary>
    public static IReadOnlyList<(string[] Words, double Strength)> Phrases { get; } =
        [.. Thesaurus.Lines(SentimentWords.Phrases).SelectMany(line =>
        {
            var at = line.IndexOf(' ', StringComparison.Ordinal);
            var strength = double.Parse(line[..at], System.Globalization.CultureInfo.InvariantCulture);
            return line[(at + 1)..].Split('|').Select(phrase => (MeaningWord.Plain(phrase).Split(' '), strength));
        })];

    /// <summary>Emoji and emoticons with their strengths, long ones first.</summary>
    public static IReadOnlyList<(string Sign, double Strength)> Signs { get; } =
        [.. SentimentWords.GladSigns.Split(' ').Select(sign => (sign, 2.0)).Concat(SentimentWords.SadSigns.Split(' ').Select(sign => (sign, -2.0)))
            .OrderByDescending(sign => sign.sign.Length)];

    /// <summary>From -3 for the worst to 3 for the best; 0 for a word that says nothing of the kind.</summary>
    public static double Strength(string stem) => s_strengths.GetValueOrDefault(stem);

    /// <summary>What a word does to the strength of the next: more than 1 for "very", less for "slightly".</summary>
    public static double Degree(string stem) => s_stronger.Contains(stem) ? 1.35 : s_weaker.Contains(stem) ? 0.65 : 1;

    /// <summary>Whether the weight of the sentence lies after the word.</summary>
    public static bool IsBut(string word) => s_but.Contains(word);

    /// <summary>Whether the word opens what the rest outweighs.</summary>
    public static bool IsAlthough(string word) => s_although.Contains(word);

    private static Dictionary<string, double> Strengths()
    {
        var strengths = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (words, strength) in (ReadOnlySpan<(string, double)>)[
            (SentimentWords.Good, 1.7), (SentimentWords.Bad, -1.7), (SentimentWords.Best, 2.8), (SentimentWords.Worst, -2.8)])
        {
            foreach (var stem in Thesaurus.Stems(words))
            {
                strengths[stem] = strength;
            }
        }

        return strengths;
    }
}
