using System.Text.RegularExpressions;
using Planner.Text;

namespace Planner.Inference.Local.Text.Meaning;

/// <summary>What form an answer to a query will have, and whether a passage holds it. A query that is no question wishes for nothing.</summary>
internal sealed partial class AnswerWish
{
    // Only the beginning of a passage is searched.
    private const int Window = 2000;

    private static readonly WordList s_questionWords = new("how why what which when where who whom whose как почему зачем сколько скольким когда где куда откуда кто кого кому какой какая какие какое чем ли");

    private static readonly (Regex Ask, EntityKind[] Kinds, Regex? Form)[] s_wishes =
    [
        (When(), [EntityKind.Date, EntityKind.Time], Hours()),
        (Cost(), [EntityKind.Money, EntityKind.Percent], null),
        (Many(), [EntityKind.Number, EntityKind.Duration, EntityKind.Measure, EntityKind.Money, EntityKind.Percent], null),
        (Who(), [EntityKind.Person, EntityKind.Organization], null),
        (Where(), [EntityKind.Place], null),
        (Why(), [], Reason()),
        (How(), [], Command()),
        (May(), [], Rule()),
    ];

    private readonly EntityKind[] _kinds;
    private readonly Regex? _form;

    private AnswerWish(EntityKind[] kinds, Regex? form)
    {
        _kinds = kinds;
        _form = form;
    }

    /// <summary>Reads a query.</summary>
    public static AnswerWish Of(string query)
    {
        var asked = Array.Find(s_wishes, wish => wish.Ask.IsMatch(query));
        return new AnswerWish(asked.Kinds ?? [], asked.Form);
    }

    /// <summary>Whether a word only asks.</summary>
    public static bool IsQuestionWord(string word) => s_questionWords.Contains(word);

    /// <summary>Whether a passage holds something of the form.</summary>
    public bool Holds(string passage)
    {
        var beginning = passage.Length <= Window ? passage : passage[..Window];
        return (_form?.IsMatch(beginning) ?? false) || (_kinds.Length > 0 && EntityPatterns.Find(beginning).Exists(entity => _kinds.Contains(entity.Kind)));
    }

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    [GeneratedRegex(@"\b(?:when|what\s(?:time|year|date|day)|until\swhat|opening\shours|когда|во\sсколько|до\sскольки|со\sскольки|в\sкаком\sгоду|часы\sработы|до\sкакого\s(?:числа|часа))\b", Options)]
    private static partial Regex When();

    [GeneratedRegex(@"\bhow\smuch\b|\b(?:price|cost)\sof\b|\bсколько\sст(?:оит|оят|оил\w?)\b|\bпочём\b|\bцена\b", Options)]
    private static partial Regex Cost();

    [GeneratedRegex(@"\bhow\s(?:many|long|far|often|old|tall|high|big)\b|\bnumber\sof\b|\bpopulation\b|\bсколько\b|\bколичество\b|\bчисло\b|\bкак(?:ого|ой)\s(?:срока|размера|длины|высоты)\b|\bсрок\b|\bза\sсколько\b", Options)]
    private static partial Regex Many();

    [GeneratedRegex(@"^\W{0,3}(?:who|whom|whose|кто|кого|кому|кем|чей|чья)\b|\b(?:author|inventor|founder)\sof\b|\b(?:автор|изобретатель|основатель)\b", Options)]
    private static partial Regex Who();

    [GeneratedRegex(@"\b(?:where|где|куда|откуда)\b", Options)]
    private static partial Regex Where();

    [GeneratedRegex(@"\b(?:why|reasons?\sfor|causes?\sof|почему|зачем|отчего|причин\w{1,3})\b", Options)]
    private static partial Regex Why();

    [GeneratedRegex(@"\bhow\s(?:to|do|can|should)\b|^\W{0,3}как\s\w{2,30}(?:ть|ти|чь|ться)\b", Options)]
    private static partial Regex How();

    [GeneratedRegex(@"^\W{0,3}(?:can|may|could|is\sit|are|am|do\sI\shave)\b|\b(?:можно|нужно|надо|разрешено|обязательно)\sли\b|^\W{0,3}(?:можно|нужно|надо)\b", Options)]
    private static partial Regex May();

    [GeneratedRegex(@"\b\d{1,2}(?:[:.]\d\d)?\s?[–—-]\s?\d{1,2}(?:[:.]\d\d)?\b|\bfrom\s\d{1,2}\b|\b(?:с|до)\s\d{1,2}\b", Options)]
    private static partial Regex Hours();

    [GeneratedRegex(@"\b(?:because|since|due\sto|therefore|so\sthat|as\sa\sresult|caused?|causes|потому|поскольку|так\sкак|из-за|вследствие|поэтому|в\sрезультате|причин\w{1,3})\b", Options)]
    private static partial Regex Reason();

    // «Залейте …», "Fill the …", "Insulating the …".
    [GeneratedRegex(@"(?<!\p{L})[А-ЯЁа-яё]\p{Ll}{2,20}(?:йте|ите|ьте)(?:сь)?(?!\p{L})|(?:^|[.;:]\s|,\sthen\s)(?!It|He|She|They|We|I|You|There|This|That)[A-Za-z]\p{Ll}{2,15}\s(?:the|a|an|your|it|them|some|with)\s|\b(?:you\s(?:can|should|need)|следует|нужно|надо)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Command();

    [GeneratedRegex(@"\b(?:may|can|cannot|must|allowed|permitted|welcome|forbidden|prohibited|free|possible|safe|required|можно|нельзя|разреш\w{2,8}|запрещ\w{2,8}|допуска\w{2,5}|безопасн\w{1,3}|бесплатно|обязан\w?|следует|возможно)\b", Options)]
    private static partial Regex Rule();
}
