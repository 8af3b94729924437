using System.Text.RegularExpressions;

namespace Planner.Text;

/// <summary>Patterns of dates and times of day.</summary>
internal static partial class DatePatterns
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    private const string S = @"\s{1,6}";

    /// <summary>Dates that name a day, month or year.</summary>
    [GeneratedRegex(
        @"(?<![\w.,/])(?:\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})(?:\s{0,3}г\.|\s{0,3}года\b)?|\d{1,2}-\d{1,2}-\d{4})(?![\w/])"
        + @"|(?<!\w)(?:" + PatternParts.Weekday + @",?" + S + @")?(?:the" + S + @")?(?:" + PatternParts.Day + @"\s{0,2}[-–—]\s{0,2})?" + PatternParts.Day + @"(?:" + S + @"of)?" + S
            + @"(?:" + PatternParts.EnglishMonth + @"|" + PatternParts.RussianMonth + @")(?:,?" + S + PatternParts.Year + @")?"
        + @"|\b" + PatternParts.EnglishMonth + S + @"(?:the" + S + @")?" + PatternParts.Day + @"(?![\d:%]|[.,]\d)(?:\s{0,2}[-–—]\s{0,2}" + PatternParts.Day + @")?(?:,?" + S + PatternParts.Year + @")?"
        + @"|\b(?:" + PatternParts.EnglishMonth + @"|" + PatternParts.RussianMonth + @"),?" + S + PatternParts.Year
        + @"|(?<=\b(?:in|by|since|until|till|before|after|during|every|last|next|this)\s{1,6})(?:early\s|late\s|mid-)?" + PatternParts.EnglishMonth + @"(?!\s+(?:I|we|he|she)\b)"
        + @"|(?<=\b(?:в|с|к|до|по|после|конце|конца|начале|начала|середине|середины)\s{1,6})" + PatternParts.RussianMonth
        + @"|(?<!\w)(?:1\d|20)\d\d(?:\s{0,2}[-–—]\s{0,2}(?:1\d|20)\d\d)?\s{0,3}(?:гг?\.(?!\p{L})|год(?:а|у|ом|ы|ов)?(?!\p{L}))"
        + @"|(?<=\b(?:in|since|by|until|till|from|before|after|around|circa|during|between|year|в|с|до|к|по)\s{1,6})(?:1\d|20)\d\d(?![\d%]|[.,:]\d|\s{1,3}(?:руб|евро|тыс|млн|долл|euros?|dollars?|people|человек))"
        + @"|(?<=\bbetween\s{1,6}(?:1\d|20)\d\d\s{1,6}and\s{1,6})(?:1\d|20)\d\d(?!\d)",
        Options)]
    public static partial Regex Absolute();

    /// <summary>Dates counted from today or from a calendar unit.</summary>
    [GeneratedRegex(
        @"\b(?:today|tomorrow|tonight|yesterday|сегодня|завтра|послезавтра|вчера|позавчера)\b"
        + @"|\b(?:next|last|this|every|each|coming|следующ\p{L}{2,3}|прошл\p{L}{2,3}|эт(?:от|у|ой|ом|ого)|кажд\p{L}{2,3})" + S
            + @"(?:week|month|year|quarter|spring|summer|autumn|winter|недел\p{L}{1,2}|месяц\p{L}{0,2}|год\p{L}{0,2}|квартал\p{L}{0,2}|" + PatternParts.Weekday + @")\b"
        + @"|\b(?:the" + S + @")?(?:end|beginning|middle|start)" + S + @"of" + S + @"(?:the" + S + @"|this" + S + @"|next" + S + @"|each" + S + @")?(?:week|month|year|quarter|" + PatternParts.EnglishMonth + @")"
        + @"|\b(?:конц[аеу]|начал[аеу]|середин[аеы])" + S + @"(?:недели|месяца|года|квартала|" + PatternParts.RussianMonth + @")"
        + @"|\b(?:the" + S + @")?" + PatternParts.Day + @"(?:" + S + @"(?:day|working" + S + @"day|business" + S + @"day))?" + S + @"of" + S + @"(?:the|each|every|this|next)" + S + @"(?:following" + S + @")?(?:month|week|year|quarter)\b"
        + @"|(?<!\w)" + PatternParts.Day + S + @"числ[аоу](?:" + S + @"(?:каждого" + S + @"|этого" + S + @"|следующего" + S + @")?месяца)?"
        + @"|(?<!\w)(?:Q[1-4]|(?:I{1,3}|IV|[1-4](?:-?й)?)" + S + @"квартал\p{L}?)(?:" + S + PatternParts.Year + @")?"
        + @"|\b(?:19|20)\d0s\b|\b(?:spring|summer|autumn|winter)" + S + @"(?:of" + S + @")?(?:19|20)\d\d\b|\b(?:весн|лет|осен|зим)\p{L}{1,2}" + S + PatternParts.Year
        + @"|\b" + PatternParts.Weekday,
        Options)]
    public static partial Regex Relative();

    /// <summary>Times of day.</summary>
    [GeneratedRegex(
        @"(?<![\w:.,])(?:[01]?\d|2[0-3])[:.][0-5]\d\s{0,2}(?:am|pm|a\.m\.|p\.m\.)(?!\p{L})|(?<![\w:.,])(?:[01]?\d|2[0-3]):[0-5]\d(?![\w:])"
        + @"|(?<![\w:.,])(?:1[0-2]|[1-9])\s{0,2}(?:am|pm|a\.m\.|p\.m\.)(?!\p{L})|\b(?:noon|midnight|полночь|полдень)\b"
        + @"|(?<![\w:.,])(?:[01]?\d|2[0-3])" + S + @"час(?:а|ов)?(?:" + S + @"\d{1,2}" + S + @"минут\p{L}?)?" + S + @"(?:утра|дня|вечера|ночи)\b"
        + @"|\b(?:nine|ten|eleven|twelve|one|two|three|four|five|six|seven|eight)" + S + @"o['’]clock\b|(?<!\w)\d{1,2}" + S + @"o['’]clock\b",
        Options)]
    public static partial Regex Time();
}
