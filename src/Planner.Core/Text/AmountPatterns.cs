using System.Text.RegularExpressions;

namespace Planner.Text;

/// <summary>Patterns of money, percentages, durations, measures and plain numbers.</summary>
internal static partial class AmountPatterns
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;
    private const string Amount = @"(?:" + PatternParts.Digits + @"|" + PatternParts.Words + @")";

    // Scanned digits: the letters O and l among digits, only right after a currency sign.
    private const string ScannedDigits = @"(?:\d{1,3}(?:[ \u00A0\u202F,.'][\dOol]{3}){1,4}|[\dOol]{0,3}\d[\dOol]{0,12})(?:[.,][\dOol]{1,2}(?![\dA-Za-z]))?";
    private const string Sign = @"[$€£₽¥₴₸]";
    private const string Code = @"(?:USD|EUR|GBP|RUB|RUR|CHF|JPY|CNY|UAH|KZT|PLN|SEK|NOK|DKK|CAD|AUD|INR)";
    private const string CurrencyWord =
        @"(?:dollars?|euros?|pounds?(?:\s+sterling)?|cents?|roubles?|rubles?|yen|yuan|francs?|crowns?|" + Code
        + @"|руб(?:\.|л(?:ь|я|ей|ях|ями|ям|ю|е))?|р\.|долл(?:\.|ар(?:а|ов|ы|ам|ами|ах)?(?:\s+США)?)|евро|коп(?:\.|ейк[аиу]|еек)|тенге|грив(?:ен|ны|на|ну)|юан(?:ь|я|ей)|фунт(?:а|ов)?)(?!\p{L})";

    private const string TimeUnit =
        @"(?:seconds?|minutes?|hours?|days?|nights?|weeks?|fortnights?|months?|quarters?|years?|decades?|century|centuries"
        + @"|секунд[аыу]?|минут[аыу]?|час(?:а|ов)?|день|дня|дней|сут(?:ки|ок)|ноч(?:ь|и|ей)|недел[яиюье]|недель|месяц(?:а|ев)?|квартал(?:а|ов)?|год(?:а|у)?|лет|десятилети[ей]|век(?:а|ов)?)(?!\p{L})";

    private const string Unit =
        @"(?:(?:square|cubic|кв(?:адратн\p{L}{2})?\.?|куб(?:ическ\p{L}{2})?\.?)\s{0,3})?(?:kilomet(?:re|er)s?|centimet(?:re|er)s?|millimet(?:re|er)s?|met(?:re|er)s?|miles?|feet|foot|inch(?:es)?|yards?|hectares?|acres?"
        + @"|kilograms?|kilos?|grams?|tonnes?|tons?|lit(?:re|er)s?|gallons?|degrees?|watts?|kilowatts?|megawatts?|[kMGT]B|km/h|km²?|kg|cm|mm|m²|m³|ml|kW|MW|°[CF]"
        + @"|километр(?:а|ов)?|сантиметр(?:а|ов)?|миллиметр(?:а|ов)?|метр(?:а|ов)?|гектар(?:а|ов)?|килограмм(?:а|ов)?|грамм(?:а|ов)?|тонн[аыу]?|литр(?:а|ов)?|градус(?:а|ов)?|киловатт|мегаватт"
        + @"|км/ч|км²?|кг|см|мм|га|мл|м²|м³|м(?!\.)|л|т|°)(?![\p{L}\d])";

    /// <summary>An amount of money.</summary>
    [GeneratedRegex(
        @"(?<![\w])(?:(?:US|AU|CA|C|A)?" + Sign + @"|" + Code + @")\s{0,3}" + ScannedDigits + @"(?:\s{0,3}" + PatternParts.Factor + @")?"
        + @"|(?<![\w.,])" + Amount + @"(?:\s{0,3}\([^()]{1,80}\))?\s{0,6}(?:" + PatternParts.Factor + @"\s{0,6})?(?:" + CurrencyWord + @"|" + Sign + @")(?:\s{1,6}\d{1,2}\s{0,3}(?:коп(?:\.|ейк[аиу]|еек)|cents?)(?!\p{L}))?",
        Options)]
    public static partial Regex Money();

    /// <summary>A percentage.</summary>
    [GeneratedRegex(@"(?<![\w.,])" + Amount + @"\s{0,3}(?:%|per\s?cent\b|процент(?:а|ов|ам|ами|ах)?\b)(?:\s{1,6}годовых\b)?", Options)]
    public static partial Regex Percent();

    /// <summary>A length of time.</summary>
    [GeneratedRegex(
        @"(?<![\w.,])" + Amount + @"(?:\s{0,3}(?:[-–—]|to\b|or\b|до\b|или\b)\s{0,3}" + Amount + @")?(?:\s{0,3}\([^()]{1,40}\))?[\s-]{0,6}"
            + @"(?:(?:and\s+a\s+half|с\s+половиной|business|working|calendar|consecutive|full|banking|рабоч\p{L}{1,3}|календарн\p{L}{1,3}|банковск\p{L}{1,3}|полн\p{L}{1,3})['’]?\s{1,6})?" + TimeUnit
        + @"|\b(?:half\s+an?|a\s+few|several|a|an)\s+(?:business\s+|working\s+)?(?:hour|day|week|fortnight|month|quarter|year|decade|century|days|weeks|months|years)\b(?!['’]s)"
        + @"|\bпол(?:года|часа|месяца|века)\b|\bполтора\s+(?:года|месяца|часа)\b|\bнесколько\s+(?:дней|недель|месяцев|лет|часов|минут)\b"
        + @"|(?<=\b(?:на|за|через)\s{1,6})(?:год|месяц|неделю|сутки|час|день)(?!\p{L})",
        Options)]
    public static partial Regex Duration();

    /// <summary>A number with a physical unit.</summary>
    [GeneratedRegex(@"(?<![\w.,])" + Amount + @"(?:\s{0,3}[-–—]\s{0,3}" + PatternParts.Digits + @")?\s{0,6}(?:" + PatternParts.Factor + @"\s{0,6})?" + Unit, Options)]
    public static partial Regex Measure();

    /// <summary>Any number.</summary>
    [GeneratedRegex(
        @"(?<![\w.,@])" + PatternParts.Digits + @"(?:\s{0,3}" + PatternParts.Factor + @")?(?![\w@])|(?<!\w)" + PatternParts.Words, Options)]
    public static partial Regex Number();
}
