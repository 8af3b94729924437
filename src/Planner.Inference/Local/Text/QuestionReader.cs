using Planner.Text;

namespace Planner.Inference.Local.Text;

/// <summary>Reads what a question asks for: the question words, the nouns next to them, and the words to look for.</summary>
internal static class QuestionReader
{
    private const double GenericWeight = 0.25;
    private const double NameWeight = 1.5;

    private const double EarlierWeight = 0.5;

    private static readonly WordList Pronouns = new("it they he she its their his her him them there он она оно они его её ее их им ней нём там");
    private static readonly WordList Joints = new(", and or & и или а by until till to from for at in on with since before до с со к ко в во на по за от из для");
    private static readonly WordList LeadIns = new("list name give tell show find me us all the every each please extract перечисли назови укажи найди покажи все всех всё скажи выпиши");

    // "When does it begin?" and "until when?" ask for one end of a stretch.
    private static readonly WordList EndWords = new("by until till before since from begin begins began beginning start starts started end ends ended ending finish expire expires deadline до с со начинается начнётся начало кончается закончится конец заканчивается истекает");
    private static readonly HashSet<string> DocumentNouns = [.. "bill invoice receipt letter mail e-mail message document contract agreement notice page picture photo image scan file text article table report счёт чек письмо сообщение документ договор объявление страница картинка фото фотография изображение скан файл текст статья таблица отчёт".Split(' ').Select(word => Stemmer.Stem(word))];
    private static readonly WordList Costs = new("cost costs стоит стоят стоил стоила стоило стоили");
    private static readonly WordList Whereabouts = new("in on of from в во на из по");
    private static readonly WordList DocumentArticles = new("the this that my our attached этом этой этого этому данном данной");
    private static readonly WordList DeadlineWords = new("by deadline deadlines due until до дедлайн дедлайны срок сроки сроков сроку");

    /// <summary>Reads one question that may speak of an earlier one's matter ("… and when was it built?").</summary>
    /// <param name="text">The question in words, with or without its mark.</param>
    /// <param name="earlier">The words of the question before.</param>
    public static Question Read(string text, IReadOnlyList<QuestionTerm> earlier)
    {
        var question = Read(text);
        return QuestionSlots.Words(text).Exists(w => Pronouns.Contains(w.Lower))
            ? question with { Terms = [.. question.Terms, .. earlier.Where(e => question.Terms.All(t => t.Stem != e.Stem)).Select(e => e with { Weight = Math.Min(EarlierWeight, e.Weight) })] }
            : question;
    }

    /// <summary>Reads one question.</summary>
    /// <param name="text">The question in words, with or without its mark.</param>
    public static Question Read(string text)
    {
        var words = QuestionSlots.Words(text);
        var parts = new List<AnswerTypes>();
        var used = new bool[words.Count];
        Question question = new(parts, []);
        for (var i = 0; i < words.Count; i++)
        {
            var slot = QuestionSlots.At(words, i);
            if (slot.Length == 0 || (parts.Count > 0 && !Continues(words, used, i, slot)))
            {
                continue;
            }

            if (!parts.Contains(slot.Type))
            {
                parts.Add(slot.Type);
            }

            used.AsSpan(i, Math.Min(slot.Length, words.Count - i)).Fill(true);
            question = question with
            {
                HeadStem = question.HeadStem ?? slot.HeadStem,
                IsPlural = question.IsPlural || slot.IsPlural,
                AsksSubject = question.AsksSubject || (parts.Count == 1 && slot.IsSubject),
            };
            i += slot.Length - 1;
        }

        if (parts.Count == 0)
        {
            parts.Add(Opening(words));
        }

        var terms = Terms(words, used);
        var asked = words.ConvertAll(w => w.Lower);
        return question with
        {
            Terms = terms,
            IsPlural = question.IsPlural || (words.Count > 0 && LeadIns.Contains(words[0].Lower)) || asked.Contains("all") || asked.Contains("все"),
            AsksDeadline = asked.Exists(w => DeadlineWords.Contains(w)),
            AsksEnd = asked.Exists(w => EndWords.Contains(w)),
            AsksObligation = asked.Exists(w => QuestionWords.IsObligation(w)),
            AsksProhibition = parts is [AnswerTypes.Phrase] && Prohibitions.Asked(text),
            RoleStem = parts is [AnswerTypes.Party] && terms.Count > 1 ? Role(words, used) : null,
            AsksDefinition = parts.Count == 1 && IsDefinition(words, used, terms),
        };
    }

    // Another question word counts when it follows the last one directly, stands after "and", or is an object left in place ("who pays what").
    private static bool Continues(List<QuestionWord> words, bool[] used, int i, QuestionSlot slot)
    {
        var j = i - 1;
        var (comma, and) = (false, false);
        while (j >= 0 && !used[j] && Joints.Contains(words[j].Lower))
        {
            comma |= words[j].Lower == ",";
            and |= words[j].Lower is "and" or "и" or "or" or "или" or "&";
            j--;
        }

        var direct = j >= 0 && used[j];
        var amount = (slot.Type & (AnswerTypes.Money | AnswerTypes.Number)) != 0 || j + 1 < i && words[i - 1].Lower is "by" or "до";
        return direct || and || (comma && amount) || (slot.Type == AnswerTypes.Phrase && used[0] && !comma && i > 1);
    }

    private static AnswerTypes Opening(List<QuestionWord> words)
    {
        if (words.Count > 0 && (QuestionWords.IsAuxiliary(words[0].Lower) || words.Take(4).Any(w => w.Lower == "ли")))
        {
            return AnswerTypes.YesNo;
        }

        // "Invoice total?", "the deadline", "Назови срок оплаты": the first noun that names a kind decides.
        var kind = words.Select(w => QuestionWords.Head(w.Stem)).FirstOrDefault(t => t != AnswerTypes.None);
        return kind == AnswerTypes.None ? AnswerTypes.Phrase : kind;
    }

    private static List<QuestionTerm> Terms(List<QuestionWord> words, bool[] used)
    {
        var terms = new List<QuestionTerm>();
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            var isHead = used[i] && !QuestionWords.IsGeneric(word.Stem) && !QuestionSlots.IsQuestionWord(word);
            if (!char.IsLetterOrDigit(word.Lower[0]) || (used[i] && !isHead && QuestionSlots.IsQuestionWord(word)) || StopWords.Contains(word.Lower)
                || QuestionWords.IsAuxiliary(word.Lower) || QuestionWords.IsObligation(word.Lower) && word.Lower is not ("due" or "owe" or "owes")
                || (i == 0 && LeadIns.Contains(word.Lower)) || terms.Exists(t => t.Stem == word.Stem))
            {
                continue;
            }

            var generic = QuestionWords.IsGeneric(word.Stem) || NamesTheDocument(words, i) || (i > 0 && IsHowMuch(words) && Costs.Contains(word.Lower)) || (used[i] && QuestionWords.IsDegree(word.Lower));
            var name = i > 0 && char.IsUpper(word.Text[0]);
            terms.Add(new QuestionTerm(word.Stem, generic ? GenericWeight : name ? NameWeight : 1, name));
        }

        return terms;
    }

    // A price list says what a thing costs without the word.
    private static bool IsHowMuch(List<QuestionWord> words) =>
        words[0].Lower is "сколько" or "почём" || (words.Count > 1 && words[0].Lower is "how" && words[1].Lower is "much");

    // "On this bill", "в письме": where to look, not what for.
    private static bool NamesTheDocument(List<QuestionWord> words, int i) =>
        DocumentNouns.Contains(words[i].Stem) && i > 0
        && (Whereabouts.Contains(words[i - 1].Lower) || (i > 1 && DocumentArticles.Contains(words[i - 1].Lower) && Whereabouts.Contains(words[i - 2].Lower)));

    // "Who is the buyer's director", "the director of the buyer", "кто директор покупателя".
    private static string? Role(List<QuestionWord> words, bool[] used)
    {
        var rest = words.Where((w, i) => !used[i]).ToList();
        if (rest.Count > 0 && rest[0].Lower is "is" or "are" or "was" or "were" or "'s")
        {
            var end = rest.FindIndex(w => w.Lower is "of" or "for" or "at" or "in" or ",");
            var head = end < 0 ? rest[^1] : end > 0 ? rest[end - 1] : rest[0];
            return RoleNouns.ContainsStem(head.Stem) ? head.Stem : null;
        }

        return words[0].Lower is "кто" ? rest.Take(2).FirstOrDefault(w => RoleNouns.ContainsStem(w.Stem))?.Stem : null;
    }

    private static bool IsDefinition(List<QuestionWord> words, bool[] used, List<QuestionTerm> terms)
    {
        var rest = words.Where((w, i) => !used[i] && w.Lower is not ("the" or "a" or "an" or "," or "?" or "это" or "такой" or "такая" or "такое" or "такие")).ToList();
        var english = rest.Count is > 1 and <= 4 && rest[0].Lower is "is" or "are" or "was" or "were" or "'s";
        var russian = rest.Count is >= 1 and <= 3 && !rest.Exists(w => w.Stem.Length < 3) && words.Exists(w => w.Lower.StartsWith("так", StringComparison.Ordinal));
        return terms.Count is >= 1 and <= 3 && (english ? rest.Skip(1).All(w => terms.Exists(t => t.Stem == w.Stem)) : russian);
    }
}
