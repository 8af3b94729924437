using System.Globalization;
using System.Text.RegularExpressions;
using Planner.Text;

namespace Planner.Answering.Claims;

/// <summary>Reads what in a text can be held against another: codes, dates, times, numbers in digits and words, names. English and Russian.</summary>
internal sealed partial class FactReader
{
    private const int MaxLength = 20_000;
    private readonly string _text;
    private readonly bool[] _taken;
    private readonly List<Fact> _facts = [];

    private FactReader(string text) => (_text, _taken) = (text, new bool[text.Length]);

    /// <summary>The facts of a text, in order. Of a very long one, those of its first 20 000 characters.</summary>
    /// <param name="text">A sentence, a line or a cell.</param>
    public static IReadOnlyList<Fact> Read(string text)
    {
        var reader = new FactReader(text.Length <= MaxLength ? text : text[..MaxLength]);
        reader.Take(ListMarker().Match(reader._text));
        reader.ReadCodes();
        reader.ReadDates();
        reader.ReadPhones();
        reader.ReadTimes();
        reader.ReadNumbers();
        reader.ReadNumberWords();
        reader._facts.AddRange(NameReader.Read(reader._text, reader._taken));
        reader._facts.Sort((one, other) => one.Span.Start.CompareTo(other.Span.Start));
        reader.JoinParts();
        return reader._facts;
    }

    private void ReadCodes()
    {
        foreach (Match match in Code().Matches(_text))
        {
            if (IsFree(match) && !(match.Value is ['Q' or 'q', >= '1' and <= '4']))
            {
                Add(new CodeFact(Span(match), CodeFact.KeyOf(match.Value)), match);
            }
        }
    }

    private void ReadPhones()
    {
        foreach (Match match in ContactPatterns.Phone().Matches(_text))
        {
            if (IsFree(match) && ContactPatterns.IsPhone(match.Value) && !Grouped().IsMatch(match.Value))
            {
                Add(new CodeFact(Span(match), CodeFact.KeyOf(match.Value)), match);
            }
        }
    }

    private void ReadDates()
    {
        foreach (Match match in DigitDate().Matches(_text))
        {
            var iso = match.Groups["iy"].Success;
            var (year, month, day) = iso
                ? (Number(match, "iy"), Number(match, "im"), Number(match, "id"))
                : (Number(match, "y"), Number(match, "m"), Number(match, "d"));
            if (month > 12 && day <= 12)
            {
                (month, day) = (day, month);
            }

            if (IsFree(match) && month is >= 1 and <= 12 && day is >= 1 and <= 31)
            {
                var ambiguous = !iso && match.Groups["sep"].Value == "/" && day <= 12 && month != day;
                Add(new DateFact(Span(match), year < 100 ? 2000 + year : year, month, day) { IsAmbiguous = ambiguous }, match);
            }
        }

        foreach (Match match in WordDate().Matches(_text))
        {
            var day = match.Groups["d"].Success ? Number(match, "d")
                : match.Groups["dw"].Success && NumberWords.Read([Lower(match, "dw")], 0) is { Ordinal: true, Value: <= 31 } word ? (int)word.Value : 0;
            if (IsFree(match) && day is >= 1 and <= 31 && Calendar.Month(Lower(match, "m")) is { } month)
            {
                var date = new DateFact(Span(match), Year(match), month, day);
                Add(date, match);
                if (DayBefore().Match(_text[..match.Index]) is { Success: true } before && IsFree(before))
                {
                    Add(date with { Span = Span(before.Groups["d"]), Day = Number(before, "d") }, before);
                }
            }
        }

        foreach (Match match in MonthFirst().Matches(_text))
        {
            if (IsFree(match) && Calendar.Month(Lower(match, "m")) is { } month && IsMonthWord(match))
            {
                Add(new DateFact(Span(match), Year(match), month, match.Groups["d"].Success ? Number(match, "d") : null), match);
            }
        }

        foreach (Match match in Word().Matches(_text))
        {
            if (IsFree(match) && Calendar.Weekday(match.Value.ToLowerInvariant()) is { } weekday)
            {
                Add(new WeekdayFact(Span(match), weekday), match);
            }
        }
    }

    // "may" and "march" are other words too, and short names alone may be anything.
    private bool IsMonthWord(Match match)
    {
        var word = match.Groups["m"].Value;
        if (match.Groups["d"].Success || match.Groups["y"].Success)
        {
            return char.IsUpper(word[0]) || word[0] > 'z';
        }

        return word.Length > 3 && (word[0] > 'z' || (char.IsUpper(word[0]) && (word is not "March" || match.Index == 0 || MonthLead().IsMatch(_text.AsSpan(0, match.Index)))))
            || (word is "May" && MonthLead().IsMatch(_text.AsSpan(0, match.Index)))
            || word is "май" or "мая" or "мае" or "маю";
    }

    private void ReadTimes()
    {
        foreach (Match match in Time().Matches(_text))
        {
            if (!IsFree(match))
            {
                continue;
            }

            var half = match.Groups["half"].Value.ToLowerInvariant();
            var (hour, minute) = (Number(match, "h"), match.Groups["m"].Success ? Number(match, "m") : 0);
            hour += half.StartsWith('p') && hour < 12 ? 12 : 0;
            Add(new TimeFact(Span(match), hour, minute) { HalfKnown = half.Length > 0 || hour > 12 }, match);
        }

        foreach (Match match in Noon().Matches(_text))
        {
            Add(new TimeFact(Span(match), match.Groups["night"].Success ? 0 : 12, 0) { HalfKnown = true }, match);
        }

        foreach (Match match in SpokenTime().Matches(_text))
        {
            var hour = NumberWords.Read([Lower(match, "h")], 0);
            if (IsFree(match) && (hour is { Length: 1, Value: <= 12 } || int.TryParse(match.Groups["h"].Value, out _)))
            {
                var said = hour.Length == 1 ? (int)hour.Value : Number(match, "h");
                var minutes = Lower(match, "minutes") switch
                {
                    "half" => 30,
                    "quarter" or "четверти" => 15,
                    var words => (int)NumberWords.Read(words.Split('-'), 0).Value,
                };
                var (first, minute) = Lower(match, "way") == "past" ? (said, minutes) : ((said + 11) % 12, 60 - minutes);
                Add(new TimeFact(Span(match), first, minute), match);
            }
        }
    }

    private void ReadNumbers()
    {
        foreach (Match match in Digits().Matches(_text))
        {
            var digits = match.Groups["n"];
            if (IsTaken(digits.Index, digits.Length) || Parse(digits.Value) is not var (value, otherwise, decimals))
            {
                continue;
            }

            var end = match.Index + match.Length;
            var number = new NumberFact(Span(match), value)
            {
                Otherwise = otherwise,
                Step = Power(decimals),
                IsRounded = decimals > 0,
                IsApproximate = IsApproximate(match.Index),
                IsOrdinal = match.Groups["ord"].Success || NumberedNouns.Before().IsMatch(_text.AsSpan(0, match.Index)),
                Unit = match.Groups["pre"].Success ? Unit.Of(match.Groups["pre"].Value.Trim()) ?? Unit.None : Unit.None,
            };
            Add(WithUnit(number, end), match);
        }
    }

    private void ReadNumberWords()
    {
        var words = Word().Matches(_text).SelectMany(Parts).ToList();
        var lower = words.ConvertAll(word => word.Text.ToLowerInvariant().Replace('ё', 'е'));
        for (var i = 0; i < words.Count; i++)
        {
            var (value, ordinal, step, length) = NumberWords.Read(lower, i);
            if (length == 0 || IsTaken(words[i].Start, words[i].Text.Length))
            {
                continue;
            }

            var last = words[i + length - 1];
            var span = new TextSpan(words[i].Start, last.Start + last.Text.Length);
            var number = WithUnit(new NumberFact(span, value) { InWords = true, IsApproximate = IsApproximate(span.Start), IsOrdinal = ordinal, Step = step, IsRounded = step > 1 }, span.End);

            // "one", "first", "thousands of" and "the three" say no number that could be checked.
            var says = !(value == 1 || (ordinal && i > 0 && NumberWords.Read(lower, i - 1).Length > 0) || (ordinal && i > 0 && lower[i - 1] is "a" or "треть") || (i + length < words.Count && Fraction().IsMatch(lower[i + length])) || (ordinal && value <= 2) || (length == 1 && value >= 1000)
                || (value <= 10 && number.Unit == Unit.None && i > 0 && lower[i - 1] is "the" or "these" or "those" or "all" or "both" or "her" or "his" or "their" or "its" or "все" or "эти" or "всех" or "этих"));
            if (says)
            {
                _facts.Add(number);
            }

            for (var at = span.Start; at < number.Span.End; at++)
            {
                _taken[at] = true;
            }

            i += length - 1;
        }
    }

    /// <summary>The number with the scale word and the unit that follow it.</summary>
    private NumberFact WithUnit(NumberFact number, int end)
    {
        var next = After().Match(_text, end);
        if (next.Success && ScaleOf(next, number) is { } scale)
        {
            end = next.Index + next.Length;
            number = number with { Value = number.Value * scale, Otherwise = number.Otherwise * scale, Step = number.Step * scale, IsRounded = true };
            next = After().Match(_text, end);
        }

        if (next.Success && Filler().IsMatch(next.Groups["w"].Value))
        {
            var beyond = After().Match(_text, next.Index + next.Length);
            next = beyond.Success && Unit.Of(Trimmed(beyond)) is not null ? beyond : next;
        }

        if (!next.Success)
        {
            return number with { Span = new TextSpan(number.Span.Start, end) };
        }

        var word = Trimmed(next);
        var isYear = number.Value is >= 1500 and <= 2100 && decimal.IsInteger(number.Value) && Unit.Of(word) is { Dimension: "mass" or "months" } && word[0] > 'z';
        if (isYear || number.Unit != Unit.None || number.IsOrdinal)
        {
            return number with { Span = new TextSpan(number.Span.Start, end) };
        }

        return Unit.Of(word) is { } unit
            ? number with { Span = new TextSpan(number.Span.Start, next.Index + next.Length), Unit = unit }
            : number with { Span = new TextSpan(number.Span.Start, end), Counts = char.IsLower(word[0]) && !StopWords.Contains(word, "en") && !StopWords.Contains(word, "ru") };
    }

    // "91 roubles 30 kopecks" and "7 h 25 min" are one amount; "27 to 9 %" are two in one unit.
    private void JoinParts()
    {
        for (var i = _facts.Count - 2; i >= 0; i--)
        {
            if (_facts[i] is NumberFact { Unit.Dimension: "", IsOrdinal: false } bare && _facts[i + 1] is NumberFact { Unit.Dimension: not "" } next && To().IsMatch(_text.AsSpan(bare.Span.End..next.Span.Start)))
            {
                _facts[i] = bare with { Unit = next.Unit };
            }
            else if (_facts[i] is NumberFact { Unit.Dimension: "money" or "time" } whole && _facts[i + 1] is NumberFact part && whole.IsLike(part) && part.Unit.Factor < whole.Unit.Factor
                && string.IsNullOrWhiteSpace(_text[whole.Span.End..part.Span.Start]))
            {
                var span = new TextSpan(whole.Span.Start, part.Span.End);
                _facts[i] = whole.Unit.Dimension == "money"
                    ? whole with { Span = span, Value = whole.Value + (part.Base / whole.Unit.Factor), Step = part.Unit.Factor, IsRounded = true }
                    : part with { Span = span, Value = part.Value + (whole.Base / part.Unit.Factor), IsApproximate = whole.IsApproximate };
                _facts.RemoveAt(i + 1);
            }
        }
    }

    private bool IsApproximate(int start) => Approximately().IsMatch(_text.AsSpan(Math.Max(start - 24, 0)..start));

    private static decimal? ScaleOf(Match next, NumberFact number)
    {
        var attached = next.Groups["gap"].Length == 0;
        return Trimmed(next) switch
        {
            "k" or "K" when attached => 1000,
            "m" or "M" when attached && number.Unit.Dimension == "money" => 1_000_000,
            var word => NumberWords.Scale(word.ToLowerInvariant()),
        };
    }

    private static string Trimmed(Match next) => next.Groups["w"].Value.TrimEnd('.');

    /// <summary>A number in digits: its likely value, another reading, and its decimals.</summary>
    private static (decimal Value, decimal? Otherwise, int Decimals)? Parse(string digits)
    {
        var separators = digits.Where(c => !char.IsAsciiDigit(c)).ToList();
        var plain = string.Concat(digits.Where(char.IsAsciiDigit));
        if (plain.Length > 20)
        {
            return null;
        }

        var all = decimal.Parse(plain, CultureInfo.InvariantCulture);
        if (separators.Count == 0)
        {
            return (all, null, 0);
        }

        var last = digits.LastIndexOfAny(['.', ',']);
        var behind = last < 0 ? 0 : digits.Length - last - 1;
        var isDecimal = last >= 0 && (behind != 3 || digits[0] == '0' || (separators.Count > 1 && separators[^1] != separators[^2]));
        return isDecimal
            ? (all * Power(behind), null, behind)
            : (all, separators.Count == 1 && last >= 0 ? all * Power(3) : null, 0);
    }

    private static decimal Power(int decimals) => decimals == 0 ? 1 : 1m / (decimal)Math.Pow(10, decimals);

    private static IEnumerable<(int Start, string Text)> Parts(Match word)
    {
        var start = 0;
        foreach (var part in word.Value.Split('-'))
        {
            yield return (word.Index + start, part);
            start += part.Length + 1;
        }
    }

    private void Add(Fact fact, Match match)
    {
        _facts.Add(fact);
        Take(match);
        for (var i = fact.Span.Start; i < fact.Span.End; i++)
        {
            _taken[i] = true;
        }
    }

    private void Take(Match match) => Array.Fill(_taken, true, match.Index, match.Length);

    private bool IsFree(Match match) => !IsTaken(match.Index, match.Length);

    private bool IsTaken(int start, int length) => _taken.AsSpan(start, length).Contains(true);

    private static TextSpan Span(Group match) => new(match.Index, match.Index + match.Length);

    private static string Lower(Match match, string group) => match.Groups[group].Value.ToLowerInvariant().Replace('ё', 'е');

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    private static int? Year(Match match) => match.Groups["y"].Success ? Number(match, "y") : null;

    [GeneratedRegex(@"(?<![\p{L}\d])\p{Lu}{1,6}[-/]?\d[\p{L}\d]*(?:[-/][\p{L}\d]+)*(?![\p{L}\d])|(?<![\p{L}\d/.])\d{1,6}/\d{2,6}(?:-[\p{L}\d]+)?(?![\p{L}\d/.])")]
    private static partial Regex Code();

    [GeneratedRegex(@"^\s*\d{1,3}[.)]\s+(?=\D)")]
    private static partial Regex ListMarker();

    [GeneratedRegex(@"^\d{1,3}(?:[ .,]\d{3})+$")]
    private static partial Regex Grouped();

    [GeneratedRegex(@"(?<![\d.])(?:(?<iy>\d{4})-(?<im>\d{2})-(?<id>\d{2})|(?<d>\d{1,2})(?<sep>[./-])(?<m>\d{1,2})\k<sep>(?<y>\d{4}|\d{2}))(?!\d|[./]\d)")]
    private static partial Regex DigitDate();

    [GeneratedRegex(@"(?<![\p{L}\d.,:])(?:(?<d>\d{1,2})(?:st|nd|rd|th|-?(?:го|ое|е))?|(?<dw>\p{L}{4,}))\s{1,3}(?:(?:day\s)?of\s{1,3})?(?<m>\p{L}{3,9})\.?(?:,?\s{1,3}(?:of\s)?(?<y>(?:1[0-9]|20)\d\d)(?!\d))?", RegexOptions.IgnoreCase)]
    private static partial Regex WordDate();

    // The first of "9 and 12 March", "с 3 по 5 мая".
    [GeneratedRegex(@"(?<![\p{L}\d.,:])(?<d>[0-3]?\d)(?:st|nd|rd|th|-?го)?\s?(?:[-–—]|and|to|till|until|и|по|до)\s?$")]
    private static partial Regex DayBefore();

    [GeneratedRegex(@"(?<![\p{L}\d])(?<m>\p{L}{3,9})(?![\p{L}\d])(?:\.?\s{1,3}(?:the\s)?(?<d>[0-3]?\d)(?:st|nd|rd|th)?(?!\d|[:%]|[.,]\d))?(?:\.?,?\s{1,3}(?:of\s)?(?<y>(?:1[0-9]|20)\d\d)(?!\d))?")]
    private static partial Regex MonthFirst();

    [GeneratedRegex(@"\b(?:in|of|since|until|till|by|before|after|during|from|through|last|next|this|early|late|mid|end|between|and|to)[\s-]{1,2}$", RegexOptions.IgnoreCase)]
    private static partial Regex MonthLead();

    [GeneratedRegex(@"(?<![\d:.,])(?:(?<h>\d{1,2}):(?<m>\d{1,2})(?::\d{2})?(?!\d)(?:\s{0,2}(?<half>[ap]\.?m\b\.?))?|(?<h>\d{1,2})(?:\.(?<m>\d{2}))?\s{0,2}(?<half>[ap]\.?m\b\.?))", RegexOptions.IgnoreCase)]
    private static partial Regex Time();

    [GeneratedRegex(@"\b(?:noon|midday|полдень|полудня|(?<night>midnight|полночь|полуночи))\b", RegexOptions.IgnoreCase)]
    private static partial Regex Noon();

    [GeneratedRegex(@"\b(?:(?<minutes>half|quarter|five|ten|twenty|twenty-five)\s(?<way>past)|(?<minutes>quarter)\s(?<way>to)|(?<way>без)\s(?<minutes>четверти))\s{1,3}(?<h>\p{L}+|\d{1,2})", RegexOptions.IgnoreCase)]
    private static partial Regex SpokenTime();

    [GeneratedRegex(@"(?<![\p{L}\d_])(?:(?<pre>(?:US)?[$€£₽¥₴₸₹]|(?:USD|EUR|GBP|RUB|PLN|CHF|JPY|CNY|UAH|KZT|SEK|NOK|CZK|CAD|AUD|INR)(?=\s?\d))\s?)?(?<n>\d{1,3}(?:[ \u00A0\u202F,.'’]\d{3})+(?!\d)(?:[.,]\d{1,6}(?!\d))?|\d+(?:[.,]\d{1,6}(?!\d))?)(?<ord>(?:st|nd|rd|th|-?(?:го|му|ой|ый|ая|ое))(?!\p{L})|-(?:й|я|е|м|ю|х)(?!\p{L}))?")]
    private static partial Regex Digits();

    [GeneratedRegex(@"\G(?<gap>[\s\u00A0-]{0,2})(?<w>%|°C?|[€$£₽¥₴₸₹]|(?:km|m|км|м)/(?:h|s|ч|с)(?!\p{L})|[\p{L}²³]+\.?)")]
    private static partial Regex After();

    [GeneratedRegex(@"^\s?(?:[-–—]|to|до)\s?$")]
    private static partial Regex To();

    [GeneratedRegex(@"^(?:thirds|quarters|fifths|трети|третей|четверти|четвертей|пятых)$")]
    private static partial Regex Fraction();

    [GeneratedRegex(@"^(?:calendar|working|business|full|consecutive|US|Swiss|square|cubic|календарн\p{L}+|рабоч\p{L}+|полн\p{L}+)$")]
    private static partial Regex Filler();

    [GeneratedRegex(@"(?:\b(?:about|around|roughly|nearly|almost|approximately|some|over|under|more than|less than|circa|ca\.?|около|примерно|почти|приблизительно|порядка|более|больше|менее|меньше|свыше|чуть)|[~≈])\s{0,2}$", RegexOptions.IgnoreCase)]
    private static partial Regex Approximately();

    [GeneratedRegex(@"\p{L}+(?:[-’']\p{L}+)*")]
    private static partial Regex Word();
}
