using System.Text.RegularExpressions;

namespace Planner.Text;

/// <summary>Patterns of companies, offices and institutions: a legal form or a telling noun next to a name.</summary>
internal static partial class OrganizationPatterns
{
    private const string Capital = @"(?:(?!The\b|A\b|In\b|On\b|At\b|Our\b|This\b|When\b|If\b)[A-Z][\w&'’-]{0,40}";

    /// <summary>"Marlow Ovens Ltd", "University of Leeds", "Blue Harbour Bank".</summary>
    [GeneratedRegex(
        @"\b" + Capital + @"[ \t\n\r]{1,3}(?:(?:and|&|of)[ ])?){1,5}(?:Ltd|Limited|Inc|LLC|LLP|PLC|plc|Corp|Corporation|Co|Company|GmbH|AG|SE|N\.V|S\.A|Group|Bank|University|Institute|College|School|Academy"
        + @"|Hospital|Clinic|Museum|Library|Ministry|Council|Committee|Commission|Court|Agency|Authority|Association|Foundation|Society|Union|Trust|Airlines|Airways|Holdings|Partners|Builders|Brothers|Services|Solutions|Systems|Industries|Party|Department|Police)\b(?!\s+Street)"
        + @"|\b(?:University|Bank|Ministry|Department|Institute|Museum|Court|Association|Bureau|Office|College|House|Church|Board|Council)\s{1,3}of\s{1,3}(?:the\s{1,3})?[A-Z][\w-]{1,40}(?:\s{1,3}(?:and\s{1,3})?[A-Z][\w-]{1,40}){0,3}",
        RegexOptions.CultureInvariant)]
    public static partial Regex English();

    /// <summary>«ООО "Ромашка"», «компания «Север»», «Вахитовский районный суд», «Министерство финансов».</summary>
    [GeneratedRegex(
        @"(?<!\p{L})(?:ООО|ОАО|ЗАО|ПАО|АО|НКО|ФГУП|ГУП|МУП|ТОО|НПО|ТСЖ|СНТ|АНО)\s{1,3}(?:«[^»]{1,60}»|""[^""]{1,60}""|“[^”]{1,60}”|[А-ЯЁ][\p{L}-]{1,40}(?:\s[А-ЯЁ][\p{L}-]{0,40}){0,2})"
        + @"|(?<!\p{L})(?i:компани|фирм|банк|завод|магазин|организаци|обществ|фонд|издательств|клиник|больниц|гостиниц|университет|институт|школ|фабрик|агентств|театр|клуб)\p{L}{0,3}\s{1,3}(?:«[^»]{1,60}»|""[^""]{1,60}"")"
        + @"|(?<!\p{L})[А-ЯЁ]\p{Ll}{2,30}(?:ий|ый|ой|ая|ое|ого|ому|им|ым|ом|ем|ей|ую)\s{1,3}(?:\p{Ll}{2,30}(?:ий|ый|ой|ая|ое|ого|ому|им|ым|ом|ем|ей|ую)\s{1,3}){0,3}(?:суд|банк|университет|институт|министерств|завод|комитет|академи|палат|больниц|театр|музе|совет|дум|школ|фабрик|агентств)\p{L}{0,2}(?!\p{L})"
        + @"|(?<!\p{L})(?:Министерств|Администраци|Управлени|Департамент|Федеральн\p{L}{2}\s+служб|Комитет|Государственн\p{L}{2}\s+дум)\p{L}{0,2}(?:\s{1,3}\p{Ll}{3,30}){0,3}",
        RegexOptions.CultureInvariant)]
    public static partial Regex Russian();
}
