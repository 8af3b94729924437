using Planner.Text;

namespace Planner.Inference.Local.Text.Meaning;

/// <summary>A word of a text as far as its meaning goes.</summary>
/// <param name="Stem">Its stem in lower case, ё written as е; a number without separators.</param>
/// <param name="IsNumber">Whether it is a number in digits.</param>
/// <param name="IsStop">Whether it is a stop word.</param>
/// <param name="IsNegation">Whether it denies what follows.</param>
internal readonly record struct MeaningWord(string Stem, bool IsNumber, bool IsStop, bool IsNegation)
{
    private static readonly WordList s_negations = new(
        "not no never none nothing nobody nowhere neither nor cannot without hardly не ни нет никогда ничего никто нигде никак без никакой никакая никакие нельзя");

    private static readonly WordList s_signs = new("€ $ £ ₽ %");

    /// <summary>The words of a text in order, currency signs included.</summary>
    public static List<MeaningWord> Read(string text)
    {
        var words = new List<MeaningWord>();
        foreach (var token in Tokenizer.Tokenize(text))
        {
            var word = token.In(text);
            switch (token.Kind)
            {
                case TokenKind.Number:
                    words.Add(new MeaningWord(Digits(word), true, false, false));
                    break;
                case TokenKind.Word:
                    words.Add(new MeaningWord(Stemmer.Stem(Plain(word)), false, StopWords.Contains(word), IsDenial(word)));
                    break;
                case TokenKind.Symbol when s_signs.Contains(word):
                    words.Add(new MeaningWord(word.ToString(), false, false, false));
                    break;
                default:
                    break;
            }
        }

        return words;
    }

    /// <summary>The word with е for ё, which writers use as they like.</summary>
    public static string Plain(ReadOnlySpan<char> word) => word.ToString().ToLowerInvariant().Replace('ё', 'е').Replace('’', '\'');

    /// <summary>Whether a word denies: "not", "isn't", «не».</summary>
    public static bool IsDenial(ReadOnlySpan<char> word) =>
        s_negations.Contains(word) || word.EndsWith("n't", StringComparison.OrdinalIgnoreCase) || word.EndsWith("n’t", StringComparison.OrdinalIgnoreCase);

    // 3,000 and 3 000 are one number; the decimals of 2.50 stay.
    private static string Digits(ReadOnlySpan<char> number)
    {
        var text = number.ToString();
        var at = text.LastIndexOfAny(['.', ',']);
        var isThousands = at > 0 && text.Length - at == 4;
        return isThousands || at < 0
            ? text.Replace(",", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal)
            : text.Replace(',', '.').TrimEnd('0').TrimEnd('.');
    }
}
