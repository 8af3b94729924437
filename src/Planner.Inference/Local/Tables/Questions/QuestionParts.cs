namespace Planner.Inference.Local.Tables;

/// <summary>Cuts "how many were sold and who sold the most" into its questions: each part opens with a question word of its own.</summary>
internal static class QuestionParts
{
    private static readonly HashSet<string> s_joints = new(StringComparer.Ordinal) { "and", "и", "а", "?", ";" };

    private static readonly HashSet<string> s_leads = new(StringComparer.Ordinal)
    {
        "and", "и", "а", "also", "then", "также", "in", "at", "from", "to", "for", "of", "в", "во", "у", "к", "для", ",",
    };

    private static readonly HashSet<string> s_pointers = new(StringComparer.Ordinal)
    {
        "he", "she", "they", "him", "her", "them", "his", "their", "it", "он", "она", "они", "его", "ее", "их", "ему", "ей", "им",
    };

    /// <summary>The questions, in order; the whole where it is one.</summary>
    public static IReadOnlyList<string> Of(string question)
    {
        IReadOnlyList<TextWord> words = TextWords.Cut(question, DecimalMark.Point);
        var parts = new List<string>();
        int from = 0;
        for (int at = 1; at + 1 < words.Count; at++)
        {
            // The part before must be a question, of more than its question word: "what and how much did she buy" is one.
            if (s_joints.Contains(words[at].Folded) && at - from > 1 && Opens(words, from) && Opens(words, at + 1)
                && words.Skip(from).Take(at - from).Any(word => !Asks(words, word) && !s_leads.Contains(word.Folded)))
            {
                parts.Add(Trimmed(question[words[from].Start..words[at].Start]));
                from = at + 1;
            }
        }

        parts.Add(words.Count > from ? Trimmed(question[words[from].Start..]) : question);
        return parts.Count == 1 ? [question] : parts;
    }

    /// <summary>The word of a part that stands for something in another part, or empty.</summary>
    public static string PointerIn(string part) =>
        TextWords.Cut(part, DecimalMark.Point).FirstOrDefault(word => s_pointers.Contains(word.Folded))?.Text ?? "";

    /// <summary>Whether a part asks for the figure of the part before it and says no more: "how many".</summary>
    public static bool AsksOnlyHowMany(string part)
    {
        IReadOnlyList<string> words = [.. TextWords.FoldedWords(part).Where(word => !s_leads.Contains(word))];
        return words is ["how", "many"] or ["how", "much"] or ["сколько"] or ["how", "many", "units"] or ["сколько", "штук"];
    }

    private static bool Opens(IReadOnlyList<TextWord> words, int at)
    {
        while (at < words.Count && s_leads.Contains(words[at].Folded))
        {
            at++;
        }

        return at < words.Count && IsQuestionWord(words, at);
    }

    private static bool Asks(IReadOnlyList<TextWord> words, TextWord word) =>
        word.Kind == TextWordKind.Mark || word.Folded is "many" or "much" || IsQuestionWord(words, words.ToList().IndexOf(word));

    // "Который" joins a clause to a noun far more often than it asks.
    private static bool IsQuestionWord(IReadOnlyList<TextWord> words, int at) =>
        !words[at].Folded.StartsWith("котор", StringComparison.Ordinal)
        && QuestionLexicon.At(words, at).Any(phrase => phrase is { Role: QuestionRole.Which, Hint: not "list" }
            || (phrase.Role is QuestionRole.HowMany or QuestionRole.HowMuch && phrase.Words[0] is "how" or "сколько"));

    private static string Trimmed(string part) => part.Trim(' ', ',', '?', ';', '.', '\n');
}
