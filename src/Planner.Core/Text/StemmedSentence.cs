namespace Planner.Text;

/// <summary>A sentence and its words.</summary>
/// <param name="Span">Where the sentence stands in the text.</param>
/// <param name="Words">Its words and numbers in order.</param>
public sealed record StemmedSentence(TextSpan Span, IReadOnlyList<SentenceWord> Words)
{
    /// <summary>Splits a text into sentences and stems their words.</summary>
    /// <param name="text">Any text.</param>
    public static List<StemmedSentence> Read(string text)
    {
        var stems = new Dictionary<string, (string Stem, bool IsStop)>(StringComparer.Ordinal);
        var lookup = stems.GetAlternateLookup<ReadOnlySpan<char>>();
        return SentenceSplitter.Split(text).ConvertAll(span => new StemmedSentence(span, WordsOf(text, span)));

        List<SentenceWord> WordsOf(string whole, TextSpan span)
        {
            var sentence = span.In(whole);
            var tokens = Tokenizer.Words(sentence);
            var words = new List<SentenceWord>(tokens.Count);
            for (var i = 0; i < tokens.Count; i++)
            {
                var (start, end) = (tokens[i].Start, tokens[i].End);
                var word = tokens[i].In(sentence);
                if (i + 1 < tokens.Count && TextWhitespace.JoinsHyphen(sentence, Math.Min(end + 1, sentence.Length), tokens[i + 1].Start))
                {
                    word = string.Concat(word, tokens[i + 1].In(sentence));
                    end = tokens[++i].End;
                }

                if (!lookup.TryGetValue(word, out var known))
                {
                    known = (Stemmer.Stem(word), StopWords.Contains(word));
                    lookup[word] = known;
                }

                words.Add(new SentenceWord(new TextSpan(span.Start + start, span.Start + end), known.Stem, known.IsStop));
            }

            return words;
        }
    }
}
