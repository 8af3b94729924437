using Planner.Text;

namespace Planner.Inference.Local.Text;

/// <summary>Russian question phrases of more than one word.</summary>
internal static class RussianSlots
{
    private const int NounReach = 3;

    private static readonly WordList Units = new("времени лет дней дня недель месяцев часов минут секунд суток годов");
    private static readonly WordList Money = new("рублей денег евро долларов стоит стоят стоила стоил стоило должен должна должны обязан обязана обязаны нужно надо составляет платит платят");
    private static readonly WordList Measures = new("метров километров весит тонн литров килограммов гектаров");
    private static readonly string[] PayStems = ["плат", "внес", "внос", "перечисл", "получ", "взыск", "возмест", "обойд", "стои", "потрат", "зарабат", "задолж"];

    /// <summary>"Сколько времени", "сколько стоит", "сколько человек".</summary>
    public static QuestionSlot HowMany(List<QuestionWord> words, int i)
    {
        var next = i + 1 < words.Count ? words[i + 1].Lower : "";
        if (Units.Contains(next))
        {
            return new(AnswerTypes.Duration, 2);
        }

        if (next.StartsWith("процент", StringComparison.Ordinal))
        {
            return new(AnswerTypes.Percent, 1);
        }

        if (Measures.Contains(next))
        {
            return new(AnswerTypes.Measure | AnswerTypes.Number, 1);
        }

        var pays = words.Skip(i + 1).Any(w => Array.Exists(PayStems, w.Lower.Contains));
        if (Money.Contains(next) || pays)
        {
            return new(AnswerTypes.Money, 1);
        }

        var bare = next.Length == 0 || next is "," or "и" or "когда" or "до";
        return bare ? new(AnswerTypes.Money | AnswerTypes.Number, 1) : new(AnswerTypes.Number, 1) { HeadStem = words[i + 1].Stem };
    }

    /// <summary>"Как долго", "как часто", "как".</summary>
    public static QuestionSlot How(List<QuestionWord> words, int i) => (i + 1 < words.Count ? words[i + 1].Lower : "") switch
    {
        "долго" => new(AnswerTypes.Duration, 2),
        "часто" => new(AnswerTypes.Frequency, 2),
        "далеко" or "глубоко" or "высоко" => new(AnswerTypes.Measure, 2),
        "зовут" => new(AnswerTypes.Party, 2),
        _ => new(AnswerTypes.Phrase, 1),
    };

    /// <summary>"Какая сумма", "на какой срок", "до какого числа", "в каком городе".</summary>
    public static QuestionSlot Which(List<QuestionWord> words, int i)
    {
        var before = i > 0 ? words[i - 1].Lower : "";
        var plural = words[i].Lower is "какие" or "каких" or "каким" or "какими" or "каковы";
        for (var j = i + 1; j < words.Count && j <= i + NounReach && words[j].Lower != ","; j++)
        {
            var type = QuestionWords.Head(words[j].Stem);
            if (type == AnswerTypes.None)
            {
                continue;
            }

            type = type switch
            {
                AnswerTypes.Date | AnswerTypes.Duration => before == "на" ? AnswerTypes.Duration : before is "в" or "до" or "к" ? AnswerTypes.Date : type,
                AnswerTypes.Organization => type | AnswerTypes.Party,
                AnswerTypes.Place when j + 1 < words.Count && words[j + 1].Lower is "электронной" or "почты" or "e-mail" => AnswerTypes.Email,
                _ => type,
            };
            return new(type, 1) { IsPlural = plural };
        }

        var head = i + 1 < words.Count && words[i + 1].Lower.Length > 2 && !StopWords.Contains(words[i + 1].Lower) ? words[i + 1].Stem : null;
        return new(AnswerTypes.Phrase, 1) { IsPlural = plural, HeadStem = head };
    }
}
