using Planner.Text;

namespace Planner.Inference.Local.Text;

/// <summary>Whether a part of a question has a verb of its own, by its auxiliaries, endings and word order; English and Russian.</summary>
internal static class QuestionVerbs
{
    private const int LeastVerb = 4;

    private static readonly WordList Determiners = new("the a an this that these those his her its their our my your each every all any");
    private static readonly WordList Irregular = new("made sold bought wrote led won paid pays came comes began ran got gave took sent built left held met said told met owns owes costs happens belongs");
    private static readonly WordList Prepositions = new("and or of for in on at to from by with about");
    private static readonly WordList Predicates = new("должен должна должно должны нужно надо можно нельзя следует есть был была было были будет будут обязан обязана обязаны вправе нет");
    private static readonly WordList Copulas = new("кто где когда почему каков какова каково каковы куда откуда чей чья чьё чьи");
    private static readonly WordList Nominatives = new("какой какая какое");
    private static readonly WordList Nouns = new("билет билета предмет бюджет отчёт отчет счёт счет совет ответ кредит лимит депозит дефицит результат адвокат формат институт маршрут материал капитал отдел стоимость часть площадь страна числа число дело дела доли цели лет зарплата скорость область сторона");

    private static readonly string[] Endings =
    [
        "ет", "ёт", "ит", "ют", "ут", "ат", "ят", "ется", "ётся", "ится", "ются", "утся", "ятся", "атся", "ал", "ял", "ил", "ел", "ла", "ло", "ли", "лся", "лась", "лось", "лись",
        "ать", "ить", "еть", "уть", "ться", "ен", "ена", "ено", "ены", "ан", "ана", "ано", "аны", "ят", "ыт", "ыта", "ыто", "ыты",
    ];

    /// <summary>Whether the part can stand as a question of its own.</summary>
    /// <param name="part">Some words of a question.</param>
    public static bool Has(string part)
    {
        var words = QuestionSlots.Words(part).FindAll(w => char.IsLetterOrDigit(w.Lower[0]) || w.Lower == "'s");
        var slot = words.FindIndex(QuestionSlots.IsQuestionWord);
        var rest = words.GetRange(slot + 1, words.Count - slot - 1);
        if (rest.Exists(w => QuestionWords.IsAuxiliary(w.Lower) || Predicates.Contains(w.Lower)) || (slot < 0 && words.Count > 0 && QuestionWords.IsAuxiliary(words[0].Lower)))
        {
            return true;
        }

        return slot >= 0 && (words[slot].Lower[0] < 'a' || words[slot].Lower[0] > 'z' ? Russian(words[slot].Lower, rest) : English(words[slot].Lower, rest));
    }

    private static bool English(string asked, List<QuestionWord> rest)
    {
        if (asked == "who" && rest.Count > 0 && !Prepositions.Contains(rest[0].Lower) && !QuestionSlots.IsQuestionWord(rest[0]))
        {
            return true;
        }

        for (var i = 0; i < rest.Count; i++)
        {
            // A noun is not followed by "the": "what caused the fire", "how many cars cross the bridge".
            var word = rest[i].Lower;
            var governs = i + 1 < rest.Count && Determiners.Contains(rest[i + 1].Lower) && !StopWords.Contains(word);
            if (governs || Irregular.Contains(word) || (word.Length > LeastVerb && word.EndsWith("ed", StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Russian(string asked, List<QuestionWord> rest)
    {
        var content = rest.FindAll(w => !StopWords.Contains(w.Lower) && !QuestionSlots.IsQuestionWord(w));
        if (content.Count > 0 && (Copulas.Contains(asked) || Nominatives.Contains(asked)))
        {
            // "Кто поставщик", "какой срок поставки": Russian leaves "is" out.
            return true;
        }

        var chosen = asked.StartsWith("как", StringComparison.Ordinal) && asked.Length > 3 ? 1 : 0;
        return rest.Skip(chosen).Any(w => w.Lower.Length >= LeastVerb && !Nouns.Contains(w.Lower) && Array.Exists(Endings, e => w.Lower.Length > e.Length + 1 && w.Lower.EndsWith(e, StringComparison.Ordinal)));
    }
}
