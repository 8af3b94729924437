namespace Planner.Text;

/// <summary>How one language looks: its function words, the letters that its neighbours lack, and the trigrams of a sample.</summary>
internal sealed class LanguageProfile
{
    private const double FunctionWord = 2.5;
    private const double OwnLetter = 3;
    private const double ForeignLetter = -4;
    private const double TrigramWeight = 0.45;
    private const double Smoothing = 0.5;
    private const double Trigrams = 3000;

    private readonly WordList _functionWords;
    private readonly string _own;
    private readonly string _foreign;
    private readonly Dictionary<(char, char, char), int> _trigrams = [];
    private readonly double _total;

    /// <summary>Counts the trigrams of a sample once.</summary>
    /// <param name="code">ISO 639-1 code.</param>
    /// <param name="functionWords">Frequent short words, separated by spaces.</param>
    /// <param name="own">Letters that speak for the language.</param>
    /// <param name="foreign">Letters of the same script that the language does not use.</param>
    /// <param name="sample">Plain prose in lower case.</param>
    public LanguageProfile(string code, string functionWords, string own, string foreign, string sample)
    {
        (Code, _own, _foreign) = (code, own, foreign);
        _functionWords = new WordList(functionWords);
        foreach (var word in sample.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Concat(_functionWords.Words))
        {
            for (var i = -1; i < word.Length - 1; i++)
            {
                var trigram = Trigram(word, i);
                _trigrams[trigram] = _trigrams.GetValueOrDefault(trigram) + 1;
                _total++;
            }
        }
    }

    /// <summary>ISO 639-1 code.</summary>
    public string Code { get; }

    /// <summary>The weighted log-likelihood of one word.</summary>
    /// <param name="word">A word in lower case.</param>
    public double Score(ReadOnlySpan<char> word)
    {
        var score = _functionWords.Contains(word) ? FunctionWord : 0;
        score += word.ContainsAny(_own) ? OwnLetter : word.ContainsAny(_foreign) ? ForeignLetter : 0;
        for (var i = -1; i < word.Length - 1; i++)
        {
            var count = _trigrams.GetValueOrDefault(Trigram(word, i));
            score += TrigramWeight * Math.Log((count + Smoothing) / (_total + (Smoothing * Trigrams)));
        }

        return score;
    }

    private static (char, char, char) Trigram(ReadOnlySpan<char> word, int i) =>
        (i < 0 ? ' ' : word[i], word[i + 1], i + 2 < word.Length ? word[i + 2] : ' ');
}
