namespace Planner.Answering.Claims;

/// <summary>What a number is measured in.</summary>
/// <param name="Dimension">Units of one dimension can be converted: <c>money</c>, <c>percent</c>, <c>time</c>, <c>months</c>, <c>length</c> …; empty: none is said.</param>
/// <param name="Factor">How many of the dimension's base it is.</param>
/// <param name="Currency">Of money, the ISO 4217 code; else empty.</param>
internal sealed record Unit(string Dimension, decimal Factor, string Currency = "")
{
    /// <summary>No unit is said.</summary>
    public static readonly Unit None = new("", 1);

    /// <summary>Per cent.</summary>
    public static readonly Unit Percent = new("percent", 1);

    // A word stands for all that begin with it when it ends in "*". Months and days do not convert into each other.
    private static readonly (Unit Unit, string Words)[] Table =
    [
        (Money("USD"), "$ us$ usd dollar* доллар* долл"), (Money("EUR"), "€ eur euro* евро"), (Money("GBP"), "£ gbp pound* quid фунт*"),
        (Money("RUB"), "₽ rub rur rouble* ruble* руб*  р"), (Money("PLN"), "pln zł zloty* злот*"), (Money("JPY"), "¥ jpy yen иен* йен*"),
        (Money("CNY"), "cny yuan* юан*"), (Money("CHF"), "chf franc* франк*"), (Money("UAH"), "₴ uah hryvnia* грив*"), (Money("KZT"), "₸ kzt tenge тенге"),
        (Money("INR"), "₹ inr rupee* рупи*"), (Money("SEK"), "sek"), (Money("NOK"), "nok"), (Money("CZK"), "czk"), (Money("CAD"), "cad"), (Money("AUD"), "aud"),
        (Money("RUB", 0.01m), "копе* коп"), (Money("GBP", 0.01m), "pence"),
        (Percent, "% percent* процент*"),
        (new("time", 1), "second* sec secs секунд* сек"), (new("time", 60), "minute* min mins минут* мин"), (new("time", 3600), "hour* hr hrs h час часа часов часам ч"),
        (new("time", 86_400), "day days night* день дня дней дням сут* ноч*"), (new("time", 604_800), "week weeks недел*"),
        (new("months", 1), "month* месяц* мес"), (new("months", 3), "quarter quarters квартал*"), (new("months", 12), "year years yr yrs год года лет"),
        (new("months", 120), "decade* десятилет*"), (new("months", 1200), "century centuries век века веков"),
        (new("length", 1), "m metre* meter* метр* м"), (new("length", 1000), "km kilomet* километр* км"), (new("length", 0.01m), "cm centimet* сантиметр* см"),
        (new("length", 0.001m), "mm millimet* миллиметр* мм"), (new("length", 1609.344m), "mile miles миля мили миль"), (new("length", 0.3048m), "ft foot feet фут*"),
        (new("length", 0.0254m), "inch inches дюйм*"),
        (new("mass", 1), "g gram* грамм* г гр"), (new("mass", 1000), "kg kilo kilos kilogram* килограмм* кг кило"), (new("mass", 1_000_000), "t ton tons tonne* тонн* т"),
        (new("volume", 1), "l litre* liter* литр* л"), (new("volume", 0.001m), "ml millilit* миллилитр* мл"),
        (new("temperature", 1), "° °c degree* градус* celsius"), (new("speed", 1), "km/h kmh км/ч"), (new("speed", 1.609344m), "mph"), (new("speed", 3.6m), "m/s м/с"), (new("data", 1), "kb кб"), (new("data", 1000), "mb мб"), (new("data", 1_000_000), "gb гб"),
        (new("area", 1), "m² sqm кв.м м²"), (new("area", 10_000), "ha hectare* гектар* га"),
    ];

    private static readonly Dictionary<string, Unit> Whole = new(StringComparer.Ordinal);
    private static readonly List<(string Beginning, Unit Unit)> Beginnings = [];

    static Unit()
    {
        foreach (var (unit, words) in Table)
        {
            foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (word[^1] == '*')
                {
                    Beginnings.Add((word[..^1], unit));
                }
                else
                {
                    Whole[word] = unit;
                }
            }
        }
    }

    /// <summary>The unit that a word or sign stands for; null when it is none.</summary>
    public static Unit? Of(string word)
    {
        var lower = word.ToLowerInvariant();
        return Whole.GetValueOrDefault(lower)
            ?? Beginnings.Where(entry => lower.StartsWith(entry.Beginning, StringComparison.Ordinal)).Select(entry => entry.Unit).FirstOrDefault();
    }

    private static Unit Money(string code, decimal factor = 1) => new("money", factor, code);
}
