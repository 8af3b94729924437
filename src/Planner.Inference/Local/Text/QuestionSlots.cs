using Planner.Text;

namespace Planner.Inference.Local.Text;

/// <summary>Recognises question phrases, English and Russian.</summary>
internal static class QuestionSlots
{
    private static readonly WordList Words1 = new("who whom whose when where why how what which кто кого кому кем ком чей чья чьё чьи когда где куда откуда почему зачем отчего сколько скольки как что чего чему чем какой какая какое какие какого каких какому каким какими каком какую каков какова каково каковы который которого");

    /// <summary>The words and commas of a question.</summary>
    /// <param name="text">The question.</param>
    public static List<QuestionWord> Words(string text)
    {
        var words = new List<QuestionWord>();
        foreach (var token in Tokenizer.Tokenize(text))
        {
            var word = token.In(text).ToString();
            if (token.Kind != TokenKind.Symbol || word is "," or "&")
            {
                var lower = word.ToLowerInvariant();
                if (lower.EndsWith("'s", StringComparison.Ordinal) && Words1.Contains(lower.AsSpan(0, lower.Length - 2)))
                {
                    words.Add(new QuestionWord(word[..^2], lower[..^2], lower[..^2]));
                    words.Add(new QuestionWord("'s", "'s", "'s"));
                    continue;
                }

                words.Add(new QuestionWord(word, lower, Stemmer.Stem(word)));
            }
        }

        return words;
    }

    /// <summary>Whether a word is a question word.</summary>
    public static bool IsQuestionWord(QuestionWord word) => IsQuestionWord(word.Lower);

    /// <summary>Whether a word, in lower case, is a question word.</summary>
    public static bool IsQuestionWord(ReadOnlySpan<char> lower) => Words1.Contains(lower);

    /// <summary>The question phrase that starts at a word, if any.</summary>
    public static QuestionSlot At(List<QuestionWord> words, int i) => words[i].Lower switch
    {
        "who" => new(AnswerTypes.Party, 1) { IsSubject = Next(words, i) is not ("do" or "does" or "did") },
        "кто" => new(AnswerTypes.Party, 1) { IsSubject = true },
        "whom" or "whose" or "кого" or "кому" or "кем" or "ком" or "чей" or "чья" or "чьё" or "чьи" => new(AnswerTypes.Party, 1),
        "when" or "когда" => new(AnswerTypes.Date, 1),
        "where" or "где" or "куда" or "откуда" => new(AnswerTypes.Place, 1),
        "why" or "почему" or "зачем" or "отчего" => new(AnswerTypes.Reason, 1),
        "how" => EnglishSlots.How(words, i),
        "what" or "which" => EnglishSlots.What(words, i),
        "сколько" when i > 0 && words[i - 1].Lower is "во" => new(AnswerTypes.Date, 1),
        "сколько" => RussianSlots.HowMany(words, i),
        "скольки" => new(AnswerTypes.Date, 1),
        "как" => RussianSlots.How(words, i),
        "что" or "чего" or "чему" or "чем" => new(AnswerTypes.Phrase, 1) { IsSubject = words[i].Lower == "что" && i + 1 < words.Count && IsPast(words[i + 1].Lower) },
        _ => IsQuestionWord(words[i]) ? RussianSlots.Which(words, i) : default,
    };

    private static string Next(List<QuestionWord> words, int i) => i + 1 < words.Count ? words[i + 1].Lower : "";

    // "Что вызвало пожар": a neuter verb agrees with "что" as the subject.
    private static bool IsPast(string word) => word.EndsWith("ло", StringComparison.Ordinal) || word.EndsWith("лось", StringComparison.Ordinal);
}
