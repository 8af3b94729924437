using Planner.Text;

namespace Planner.Inference.Local.Text;

/// <summary>English question phrases of more than one word.</summary>
internal static class EnglishSlots
{
    private const int NounReach = 4;

    private static readonly WordList Units = new("second seconds minute minutes hour hours day days week weeks month months year years time");
    private static readonly WordList Currencies = new("dollars euros pounds roubles rubles cents money");
    private static readonly WordList Sizes = new("far tall high deep wide heavy large big fast thick");
    private static readonly WordList Calls = new("call ring dial phone telephone");
    private static readonly WordList Ends = new("of for in on at to from by with about that who which must shall should will is are was were do does did has have had can could may when where if after before while during because");

    /// <summary>"How much", "how many days", "how long" ….</summary>
    public static QuestionSlot How(List<QuestionWord> words, int i)
    {
        var next = Lower(words, i + 1);
        var noun = Lower(words, i + 2);
        return next switch
        {
            "much" when Units.Contains(noun) => new(AnswerTypes.Duration, 3),
            "much" => new(AnswerTypes.Money | AnswerTypes.Percent, 2),
            "many" when Units.Contains(noun) => new(AnswerTypes.Duration, 3),
            "many" when Currencies.Contains(noun) => new(AnswerTypes.Money, 3),
            "many" when noun is "percent" => new(AnswerTypes.Percent, 3),
            "many" => new(AnswerTypes.Number | AnswerTypes.Measure, 2) { HeadStem = i + 2 < words.Count ? words[i + 2].Stem : null },
            "long" => new(noun is "is" or "are" or "was" ? AnswerTypes.Duration | AnswerTypes.Measure : AnswerTypes.Duration, 2),
            "old" => new(AnswerTypes.Duration | AnswerTypes.Number, 2),
            "often" => new(AnswerTypes.Frequency, 2),
            _ when Sizes.Contains(next) => new(Sized(words, i + 2), 2),
            _ => new(AnswerTypes.Phrase, 1),
        };
    }

    /// <summary>"What", "which company", "what is the price".</summary>
    public static QuestionSlot What(List<QuestionWord> words, int i)
    {
        var first = i + 1;
        var be = Lower(words, first) is "is" or "are" or "was" or "were" or "'s";
        if (!be && QuestionWords.IsAuxiliary(Lower(words, first)))
        {
            return new(AnswerTypes.Phrase, 1);
        }

        var start = be ? first + 1 : first;
        var end = start;
        while (end < words.Count && end < start + NounReach && words[end].Lower != "," && !Ends.Contains(words[end].Lower))
        {
            end++;
        }

        for (var j = end - 1; j >= start; j--)
        {
            var type = QuestionWords.Head(words[j].Stem);
            if (type != AnswerTypes.None)
            {
                // "e-mail address", "phone number": the word before is more exact.
                var before = j > start ? QuestionWords.Head(words[j - 1].Stem) : AnswerTypes.None;
                type = before is AnswerTypes.Email or AnswerTypes.Phone or AnswerTypes.Url ? before : type == AnswerTypes.Organization ? type | AnswerTypes.Party : type;
                type = words[j].Lower == "time" ? AnswerTypes.Date : type == AnswerTypes.Number && words.Exists(w => Calls.Contains(w.Lower)) ? AnswerTypes.Phone : type;
                return new(type, 1) { IsPlural = IsPlural(words[j]) || Lower(words, first) is "are" or "were", IsSubject = type == AnswerTypes.Reason && !be };
            }
        }

        var subject = !be && first < words.Count && !StopWords.Contains(words[first].Lower) && words[first].Stem is not ("happen" or "occur");
        return new(AnswerTypes.Phrase, 1)
        {
            HeadStem = !be && end > start && words[i].Lower == "which" || (!be && end < words.Count && end > start && QuestionWords.IsAuxiliary(words[end].Lower)) ? words[start].Stem : null,
            IsSubject = subject,
            IsPlural = be && Lower(words, first) is "are" or "were" || (words[i].Lower == "which" && first < words.Count && IsPlural(words[first])),
        };
    }

    // "How big is the deposit", "how high was the interest": a sum or a rate has no length.
    private static AnswerTypes Sized(List<QuestionWord> words, int i)
    {
        var start = Lower(words, i) is "is" or "are" or "was" or "were" ? i + 1 : i;
        return words.Skip(start).Take(NounReach).TakeWhile(word => !Ends.Contains(word.Lower))
            .Select(word => QuestionWords.Head(word.Stem)).FirstOrDefault(type => type is AnswerTypes.Money or AnswerTypes.Percent) is var type and not AnswerTypes.None
            ? type
            : AnswerTypes.Measure;
    }

    private static string Lower(List<QuestionWord> words, int i) => i < words.Count ? words[i].Lower : "";

    private static bool IsPlural(QuestionWord word) =>
        word.Lower is "people" or "men" or "women" || (word.Lower.Length > 3 && word.Lower[^1] == 's' && word.Lower[^2] is not ('s' or 'u' or 'i') && word.Stem.Length < word.Lower.Length);
}
