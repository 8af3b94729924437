namespace Planner.Text;

/// <summary>Pieces that several patterns share.</summary>
public static class PatternParts
{
    /// <summary>A number in digits with thousands separators and decimals.</summary>
    public const string Digits = @"(?:\d{1,3}(?:[ \u00A0\u202F,.']\d{3}){1,4}(?!\d)(?:[.,]\d{1,2}(?!\d))?|\d{1,15}(?:[.,]\d{1,6})?)";

    /// <summary>A number in English or Russian words.</summary>
    public const string Words =
        @"(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
        + @"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|dozen"
        + @"|один|одн(?:а|о|у|ого|ой|ому|ним)|дв(?:а|е|ух|ум)|тр(?:и|[её]х|[её]м)|четыр(?:е|[её]х|[её]м)|пят[ьи]|шест[ьи]|сем[ьи]|вос(?:емь|ьми)|девят[ьи]|десят[ьи]"
        + @"|одиннадцат[ьи]|двенадцат[ьи]|тринадцат[ьи]|четырнадцат[ьи]|пятнадцат[ьи]|шестнадцат[ьи]|семнадцат[ьи]|восемнадцат[ьи]|девятнадцат[ьи]"
        + @"|двадцат[ьи]|тридцат[ьи]|сорока?|пятьдесят|шестьдесят|семьдесят|восемьдесят|девяност[оа]|сто|двести|триста|четыреста|пятьсот|тысяч[аиу]?|полтор[аы]|оба|обе)"
        + @"\b(?:(?:\s+and)?[\s-]+(?=\p{L}))?){1,6}";

    /// <summary>A factor after a number.</summary>
    public const string Factor = @"(?:thousand|million|billion|trillion|bn|mln|[mk]|тыс\.?|тысяч[аи]?|млн\.?|миллион\p{L}{0,3}|млрд\.?|миллиард\p{L}{0,3})(?!\p{L})";

    /// <summary>The name of a month, English.</summary>
    public const string EnglishMonth =
        @"(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)\b|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)";

    /// <summary>The name of a month, Russian, in any case form.</summary>
    public const string RussianMonth =
        @"(?:январ[ьяею]|феврал[ьяею]|март[аеу]?|апрел[ьяею]|ма[йяею]|июн[ьяею]|июл[ьяею]|август[аеу]?|сентябр[ьяею]|октябр[ьяею]|ноябр[ьяею]|декабр[ьяею]"
        + @"|(?:янв|февр?|апр|авг|сент?|окт|нояб?|дек)\.)(?!\p{L})";

    /// <summary>The name of a week day, English or Russian.</summary>
    public const string Weekday =
        @"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|понедельник\p{L}{0,2}|вторник\p{L}{0,2}|сред[аеуы]|четверг\p{L}{0,2}|пятниц[аеуы]|суббот[аеуы]|воскресень[ея])\b";

    /// <summary>A day of a month.</summary>
    public const string Day = @"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|-?(?:го|ое|му|м))?";

    /// <summary>A year of four digits from 1000 to 2099, with the Russian word for it.</summary>
    public const string Year = @"(?:1\d|20)\d\d(?!\d)(?:\s{0,3}(?:гг?\.(?!\p{L})|год(?:а|у|ом|ы|ов)?(?!\p{L})))?";
}
