using Planner.Text;

namespace Planner.Inference.Local.Text;

/// <summary>What question words and the nouns next to them ask for, by stem, English and Russian.</summary>
internal static class QuestionWords
{
    private static readonly Dictionary<string, AnswerTypes> Heads = Build(
        (AnswerTypes.Money, "amount sum price cost fee rent salary wage deposit fine penalty budget revenue profit loss donation payment bill total charge debt premium bonus income turnover "
            + "сумма сумму цена стоимость плата аренда зарплата оклад залог депозит штраф пеня бюджет выручка прибыль убыток пожертвование платёж счёт задолженность долг взнос премия доход"),
        (AnswerTypes.Date, "date deadline day year month weekday century birthday дата дату число день год месяц дедлайн век"),
        (AnswerTypes.Date | AnswerTypes.Duration, "срок time время"),
        (AnswerTypes.Duration, "duration term period age длительность продолжительность период возраст"),
        (AnswerTypes.Percent, "percentage percent rate interest процент ставка ставку доля"),
        (AnswerTypes.Organization, "company organisation organization firm bank supplier agency university court institution employer museum компания фирма организация банк поставщик агентство университет суд учреждение подрядчик предприятие"),
        (AnswerTypes.Party, "person name man woman people author человек имя фамилия автор люди лицо лица кто"),
        (AnswerTypes.Place, "city country town place address street location village region район город страна место адрес улица село деревня регион область"),
        (AnswerTypes.Email, "e-mail email mail почта имейл"),
        (AnswerTypes.Phone, "phone telephone телефон"),
        (AnswerTypes.Url, "website url link site сайт ссылка"),
        (AnswerTypes.Number, "number quantity population количество численность"),
        (AnswerTypes.Measure | AnswerTypes.Number, "length height width depth weight distance size speed area temperature длина высота ширина глубина вес расстояние размер скорость площадь температура"),
        (AnswerTypes.Reason, "reason cause причина"),
        (AnswerTypes.Frequency, "frequency частота периодичность"));

    // These only name the kind of answer; the sentence that answers need not repeat them.
    private static readonly HashSet<string> Generic = Stems(
        "amount sum total date day year month time name person people place location number address quantity money kind type sort long duration period e-mail email phone telephone reason cause website deadline happen occur list make "
        + "сумма сумму дата дату число день год месяц время срок имя фамилия человек место адрес количество деньги вид тип причина номер почта телефон продолжительность компания company лицо который дедлайн произойдёт случится будет указан located situated contain mention get obtain получить находится расположен расположена находятся времени");

    private static readonly WordList Auxiliary = new("is are was were am be been being 's do does did has have had will would shall should can could may might must need ought");

    private static readonly WordList Obligation = new(
        "must shall should will has have need needs due owe owes obliged required responsible supposed должен должна должно должны обязан обязана обязано обязаны обязуется нужно надо следует предстоит");

    private static readonly WordList Degree = new("much many far often old tall high deep wide heavy large big fast thick долго часто далеко глубоко высоко");

    /// <summary>Whether a word asks for a degree together with "how".</summary>
    public static bool IsDegree(ReadOnlySpan<char> word) => Degree.Contains(word);

    /// <summary>What a noun asks for, or none.</summary>
    public static AnswerTypes Head(string stem) => Heads.GetValueOrDefault(stem);

    /// <summary>Whether a noun only names the kind of answer.</summary>
    public static bool IsGeneric(string stem) => Generic.Contains(stem);

    /// <summary>Whether a word is an English auxiliary verb.</summary>
    public static bool IsAuxiliary(ReadOnlySpan<char> word) => Auxiliary.Contains(word);

    /// <summary>Whether a word says that something must or will be done.</summary>
    public static bool IsObligation(ReadOnlySpan<char> word) => Obligation.Contains(word);

    private static HashSet<string> Stems(string words) => [.. words.Split(' ').Select(w => Stemmer.Stem(w))];

    private static Dictionary<string, AnswerTypes> Build(params (AnswerTypes Type, string Words)[] rows)
    {
        var heads = new Dictionary<string, AnswerTypes>(StringComparer.Ordinal);
        foreach (var (type, words) in rows)
        {
            foreach (var stem in Stems(words))
            {
                heads.TryAdd(stem, type);
            }
        }

        return heads;
    }
}
