using Planner.Inference.Local.Text.Meaning;
using Planner.Text;

namespace Planner.Inference.Local.Text.Sentiment;

/// <summary>
/// Says whether a text praises or blames, from a lexicon of words, turns of phrase and emoji with denials, degrees and contrast (the way of
/// VADER, Hutto and Gilbert 2014, and of SO-CAL, Taboada et al. 2011), for English and Russian. Irony and hints are beyond it.
/// </summary>
internal static class SentimentAnalyzer
{
    // A denied word says less than the opposite word: "not good" is not as bad as "bad".
    private const double Denied = -0.75;
    private const int DenialReach = 4;
    private const double BeforeBut = 0.5;
    private const double AfterBut = 1.5;
    private const double Exclamation = 1.15;

    // Below about this strength a text is more likely neutral than not.
    private const double NeutralStrength = 0.8;

    /// <summary>The scores of a text.</summary>
    public static SentimentScores Analyze(string text)
    {
        var (sum, sentences) = (0.0, 0);
        foreach (var span in SentenceSplitter.Split(text))
        {
            var strength = Sentence(span.In(text).ToString());
            sum += strength;
            sentences += strength is 0 ? 0 : 1;
        }

        var mean = sentences == 0 ? 0 : sum / Math.Sqrt(sentences);
        var (positive, negative, neutral) = (Math.Exp(mean), Math.Exp(-mean), Math.Exp(NeutralStrength));
        var total = positive + negative + neutral;
        return double.IsFinite(total) && total > 0
            ? new SentimentScores(positive / total, negative / total, neutral / total)
            : new SentimentScores(mean > 0 ? 1 : 0, mean > 0 ? 0 : 1, 0);
    }

    private static double Sentence(string sentence)
    {
        var words = Words(sentence);
        Phrases(words);
        var strengths = words.ConvertAll(word => word.Strength);
        for (var i = 0; i < words.Count; i++)
        {
            if (strengths[i] is not 0 && !words[i].IsSettled)
            {
                strengths[i] *= Degree(words, i) * Denial(words, i);
            }
        }

        var sum = Contrast(words, strengths);
        return sum * (sentence.EndsWith('!') ? Exclamation : 1);
    }

    private static List<SentimentWord> Words(string sentence)
    {
        var words = new List<SentimentWord>();
        foreach (var token in Tokenizer.Tokenize(sentence))
        {
            var text = MeaningWord.Plain(token.In(sentence));
            if (token.Kind == TokenKind.Symbol)
            {
                words.Add(new SentimentWord(text, text, 0, text is "," or ";" or ":" or "(" or ")" or "—" or "–" or "." or "!" or "?"));
            }
            else
            {
                var stem = Stemmer.Stem(text);
                words.Add(new SentimentWord(text, stem, Strength(words, text, stem), SentimentLexicon.IsBut(text)));
            }
        }

        var signs = Signs(sentence);
        if (signs is not 0)
        {
            words.Add(new SentimentWord("", "", signs, true) { IsSettled = true });
        }

        return words;
    }

    // "I like it" praises, "a thing like this" does not.
    private static double Strength(List<SentimentWord> before, string text, string stem) => text switch
    {
        "like" or "likes" or "liked" => before.Count > 0 && before[^1].Text is "i" or "we" or "they" or "you" or "really" or "also" or "don't" or "didn't" or "doesn't" or "not" or "she" or "he" ? 1.7 : 0,
        _ => SentimentLexicon.Strength(stem),
    };

    private static double Signs(string sentence)
    {
        var strength = 0.0;
        foreach (var (sign, value) in SentimentLexicon.Signs)
        {
            if (sentence.Contains(sign, StringComparison.Ordinal))
            {
                strength = Math.Abs(strength + value) > 3 ? strength : strength + value;
            }
        }

        return strength;
    }

    private static void Phrases(List<SentimentWord> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            foreach (var (phrase, strength) in SentimentLexicon.Phrases)
            {
                if (Matches(words, i, phrase))
                {
                    for (var k = i; k < i + phrase.Length; k++)
                    {
                        words[k] = words[k] with { Strength = 0, IsSettled = k > i };
                    }

                    // A phrase with a denial of its own is settled; "not worth the money" is denied from before.
                    words[i + phrase.Length - 1] = words[i + phrase.Length - 1] with { Strength = strength, IsSettled = phrase.Any(word => MeaningWord.IsDenial(word)) };
                    break;
                }
            }
        }
    }

    private static bool Matches(List<SentimentWord> words, int start, string[] phrase)
    {
        if (start + phrase.Length > words.Count)
        {
            return false;
        }

        for (var k = 0; k < phrase.Length; k++)
        {
            var (wanted, found) = (phrase[k], words[start + k].Text);
            if (wanted != found && !(wanted.EndsWith('*') && found.StartsWith(wanted[..^1], StringComparison.Ordinal)))
            {
                return false;
            }
        }

        return true;
    }

    private static double Degree(List<SentimentWord> words, int at)
    {
        var degree = 1.0;
        for (var i = at - 1; i >= Math.Max(0, at - 2) && !words[i].IsBreak; i--)
        {
            degree *= SentimentLexicon.Degree(words[i].Stem);
        }

        return degree;
    }

    // Two denials before one word are one in Russian («ни разу не подвела») and rare in English.
    private static double Denial(List<SentimentWord> words, int at)
    {
        for (var i = at - 1; i >= Math.Max(0, at - DenialReach) && !words[i].IsBreak; i--)
        {
            if (MeaningWord.IsDenial(words[i].Text) && !words[i].IsSettled)
            {
                return Denied;
            }
        }

        return 1;
    }

    private static double Contrast(List<SentimentWord> words, List<double> strengths)
    {
        var but = words.FindLastIndex(word => SentimentLexicon.IsBut(word.Text));
        if (but > 0 && strengths.Skip(but).Any(strength => strength is not 0))
        {
            return strengths.Select((strength, i) => strength * (i < but ? BeforeBut : AfterBut)).Sum();
        }

        var although = words.FindIndex(word => SentimentLexicon.IsAlthough(word.Text));
        if (although < 0)
        {
            return strengths.Sum();
        }

        var comma = words.FindIndex(although, word => word.Text == ",");
        var end = although > 0 || comma < 0 ? words.Count : comma;
        return strengths.Select((strength, i) => strength * (i >= although && i < end ? BeforeBut : 1)).Sum();
    }
}
