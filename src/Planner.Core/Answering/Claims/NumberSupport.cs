using System.Globalization;
using System.Text.RegularExpressions;

namespace Planner.Answering.Claims;

/// <summary>Whether a claimed number is given, as rounded or converted, or follows from given ones.</summary>
internal sealed partial class NumberSupport(IReadOnlyList<Evidence> sources)
{
    private const int MaxGroup = 400;
    private const int MaxTogether = 12;

    /// <summary>Whether a claimed number says what a given one does: the same amount in a unit of the same kind, or rounded from it.</summary>
    public static bool Agrees(NumberFact claimed, NumberFact given)
    {
        if (claimed.IsOrdinal != given.IsOrdinal && claimed.Unit != Unit.None)
        {
            return false;
        }

        if (claimed.Unit.Dimension == "percent" && given.Unit == Unit.None)
        {
            return !given.Counts && (Near(claimed, given.Value, given) || (given.Value <= 1 && Near(claimed, given.Value * 100, given)));
        }

        if (claimed.Unit != Unit.None && given.Unit == Unit.None && given.Counts)
        {
            return false;
        }

        if (claimed.Unit != Unit.None && given.Unit != Unit.None)
        {
            return claimed.Unit.Dimension == given.Unit.Dimension && claimed.Unit.Currency == given.Unit.Currency
                && Near(claimed, given.Base / claimed.Unit.Factor, given);
        }

        return Near(claimed, given.Value, given) || (given.Otherwise is { } otherwise && Near(claimed, otherwise, given)) || (claimed.Otherwise is { } other && other == given.Value);
    }

    /// <summary>
    /// Whether the number follows from given ones: as a count of what is listed, or of the records that a word of the claim names; from numbers
    /// that the claim states with it; as a stretch between dates or times; where the claim's words say so, as a sum, difference, mean, share or
    /// multiple; and with three digits or more, from two numbers that stand together.
    /// </summary>
    /// <param name="number">The number.</param>
    /// <param name="claim">The claim.</param>
    /// <param name="stated">The claim's numbers that are given.</param>
    public bool Follows(NumberFact number, EvidenceLine claim, IReadOnlyList<NumberFact> stated) =>
        (number.Unit == Unit.None && (sources.Any(source => source.Counts.Contains(number.Value) || (People().IsMatch(claim.Text.AsSpan(number.Span.End)) && source.Lines.Any(line => line.Facts.OfType<NameFact>().Count(name => name.IsSure) == number.Value))) || Named(claim).Any(records => records.Count == number.Value)))
        || (stated.Count <= MaxTogether && Pairs([.. stated.Select(other => other.Value).Distinct()]).Any(pair => IsResult(number, pair)))
        || IsStretch(number)
        || stated.Where(other => other.Unit == Unit.Percent).Any(share => sources.SelectMany(Facts<NumberFact>).Any(whole => whole.IsLike(number) && Near(number, whole.Base / number.Unit.Factor * share.Value / 100)))
        || sources.SelectMany(source => source.Tables).Any(table => table.Count == number.Value && IsOfColumn(number, claim, table[0]))
        || FollowsAsSaid(number, claim)
        || (Digits(number) > 2 && Together(number.Unit, Monthly().IsMatch(claim.Text)).Any(values => Pairs(values).Any(pair => IsResult(number, pair))));

    private bool FollowsAsSaid(NumberFact number, EvidenceLine claim)
    {
        var groups = Groups(number.Unit).ToList();
        return (Totals().IsMatch(claim.Text) && (groups.Exists(group => Sums(group).Any(sum => Near(number, sum))) || Named(claim).SelectMany(Columns).Any(column => Near(number, column.Sum()))))
            || (Differences().IsMatch(claim.Text) && groups.Concat(Together(number.Unit, false)).Any(group => Pairs(group).Any(pair => Near(number, Math.Abs(pair.One - pair.Other)))))
            || (Parts().IsMatch(claim.Text) && groups.SelectMany(group => group).Any(whole => Enumerable.Range(2, 3).Any(parts => Near(number, whole / parts))))
            || (Means().IsMatch(claim.Text) && groups.Exists(group => Near(number, group.Sum() / group.Count) || Pairs(group).Any(pair => Near(number, (pair.One + pair.Other) / 2))))
            || (number.Unit.Dimension == "percent" && Changes().IsMatch(claim.Text) && AllGroups().Any(group => Pairs(group).Any(pair => IsShare(number, pair))))
            || (number.Unit == Unit.None && Multiples().IsMatch(claim.Text) && AllGroups().Any(group => Pairs(group).Any(pair => IsRatio(number, pair))));
    }

    private static bool IsResult(NumberFact number, (decimal One, decimal Other) from) => number.Unit.Dimension == "percent"
        ? IsShare(number, from)
        : Near(number, from.One + from.Other) || Near(number, Math.Abs(from.One - from.Other)) || Near(number, from.One * from.Other) || Near(number, from.One * from.Other / 100) || IsRatio(number, from);

    private static bool IsShare(NumberFact claimed, (decimal One, decimal Other) of) =>
        of.One != 0 && of.Other != 0 && (Near(claimed, Math.Abs(of.Other - of.One) / of.One * 100) || Near(claimed, Math.Abs(of.Other - of.One) / of.Other * 100)
            || Near(claimed, of.One / of.Other * 100) || Near(claimed, of.Other / of.One * 100));

    private static bool IsRatio(NumberFact claimed, (decimal One, decimal Other) of) => of.One != 0 && of.Other != 0 && (Near(claimed, of.One / of.Other) || Near(claimed, of.Other / of.One));

    // Zeros at the end count. A number of one or two digits is likely to be the sum or difference of some two numbers.
    private static int Digits(NumberFact number) => (number.Value / number.Step).ToString("0", CultureInfo.InvariantCulture).Length;

    // Days and years between dates, the last one counted or not; minutes between times.
    private bool IsStretch(NumberFact number) => number.Unit.Dimension switch
    {
        "time" => sources.Any(source => Pairs(Days(source)).Any(pair => Math.Abs(pair.One - pair.Other) is var days && (days * 86_400 == number.Base || (days + 1) * 86_400 == number.Base))
            || Pairs(Moments(Facts<TimeFact>(source), time => (time.First * 60 + time.Second) * 60)).Any(pair => Math.Abs(pair.One - pair.Other) == number.Base)),
        "months" => sources.Any(source => Pairs(Moments(Facts<NumberFact>(source), year => year.Value is >= 1000 and <= 2100 ? year.Value * 12 : null)).Concat(
            Pairs(Moments(Facts<DateFact>(source), date => date.Year * 12))).Any(pair => Math.Abs(pair.One - pair.Other) == number.Base)),
        _ => false,
    };

    // A date without a year is of the year that another has.
    private static List<decimal> Days(Evidence source)
    {
        var dates = Facts<DateFact>(source).ToList();
        var usual = dates.Find(date => date.Year is not null)?.Year;
        return Moments(dates, date => date.Day is { } day ? Calendar.DayNumber(date.Year ?? usual, date.Month, day) : null);
    }

    // "In three years": the column of years has three.
    private static bool IsOfColumn(NumberFact number, EvidenceLine claim, EvidenceLine record) =>
        claim.Words.LastOrDefault(word => number.Span.Contains(word.Start)) is { } counted && record.Cells.Any(cell => cell.Column?.Any(counted.Same) == true);

    private static List<decimal> Moments<T>(IEnumerable<T> facts, Func<T, decimal?> moment) => [.. facts.Select(moment).OfType<decimal>().Distinct().Take(MaxTogether)];

    private static IEnumerable<T> Facts<T>(Evidence source) => source.Lines.SelectMany(line => line.Facts).OfType<T>();

    // The records that have a word of the claim.
    private IEnumerable<List<EvidenceLine>> Named(EvidenceLine claim) =>
        from word in claim.Words
        where word.SaysSomething
        from source in sources
        let records = source.Lines.Where(line => line.Cells.Count > 0 && line.Words.Any(word.Same)).ToList()
        where records.Count > 1
        select records;

    private static IEnumerable<List<decimal>> Columns(List<EvidenceLine> records) =>
        records.SelectMany(record => record.Facts).OfType<NumberFact>().GroupBy(number => number.Column, (_, numbers) => numbers.Select(number => number.Value).ToList());

    // The numbers of a sentence or record, and those of a source that has few. The more there are, the likelier two of them give anything by chance.
    private IEnumerable<List<decimal>> Together(Unit unit, bool monthly) =>
        from numbers in sources.Select(Facts<NumberFact>).Append(sources.SelectMany(Facts<NumberFact>)).Concat(sources.SelectMany(source => source.Lines).Select(line => line.Facts.OfType<NumberFact>()))
        let values = numbers.Where(number => !number.IsOrdinal && (number.Unit == unit || number.Unit == Unit.None || number.Counts || unit == Unit.None)).Select(number => number.Value).Concat(monthly ? [12] : []).Distinct().Take(MaxTogether + 1).ToList()
        where values.Count is > 1 and <= MaxTogether
        select values;

    // What a step gave in one unit; of a table, column by column. What steps gave is compared too.
    private IEnumerable<List<decimal>> Groups(Unit unit) =>
        from numbers in Kinds(number => !number.IsOrdinal && (number.Unit == Unit.None || unit == Unit.None || (number.Unit.Dimension == unit.Dimension && number.Unit.Currency == unit.Currency)))
        select numbers.Take(MaxGroup).Select(number => unit == Unit.None || number.Unit == Unit.None ? (unit == Unit.Percent && number.Value <= 1 ? number.Value * 100 : number.Value) : number.Base / unit.Factor).ToList();

    private IEnumerable<List<decimal>> AllGroups() => Kinds(_ => true).Select(numbers => numbers.Take(MaxGroup / 4).Select(number => number.Base).ToList());

    private IEnumerable<IEnumerable<NumberFact>> Kinds(Func<NumberFact, bool> which) =>
        from numbers in sources.Select(Facts<NumberFact>).Concat(sources.Count > 1 ? [sources.SelectMany(Facts<NumberFact>)] : [])
        from kind in numbers.Where(which).GroupBy(number => (number.Column, number.Unit.Dimension, number.Unit.Currency))
        where kind.Skip(1).Any()
        select kind;

    // All, any that stand one after the other, any two.
    private static IEnumerable<decimal> Sums(List<decimal> values)
    {
        for (var start = 0; start < values.Count - 1; start++)
        {
            var sum = values[start];
            for (var end = start + 1; end < values.Count; end++)
            {
                sum += values[end];
                yield return sum;
            }
        }

        foreach (var (one, other) in Pairs(values))
        {
            yield return one + other;
        }
    }

    private static IEnumerable<(decimal One, decimal Other)> Pairs(List<decimal> values) =>
        from i in Enumerable.Range(0, values.Count) from j in Enumerable.Range(i + 1, values.Count - i - 1) select (values[i], values[j]);

    private static bool Near(NumberFact claimed, decimal exact) => Math.Abs(claimed.Value - exact) <= (claimed.IsApproximate || claimed.IsRounded || !decimal.IsInteger(exact) ? Rounding(claimed) : 0);

    // Written with another number of digits or in another unit, it may be rounded to the digits that it has.
    private static bool Near(NumberFact claimed, decimal exact, NumberFact given)
    {
        var isCoarser = given.Step * given.Unit.Factor / claimed.Unit.Factor < claimed.Step || claimed.Step > 1;
        var mayRound = claimed.IsRounded || given.Step < claimed.Step || (!decimal.IsInteger(exact) && given.Unit.Factor == claimed.Unit.Factor);
        return Math.Abs(claimed.Value - exact) <= (claimed.IsApproximate || (isCoarser && mayRound) ? Rounding(claimed) : 0);
    }

    // Half of the last digit that says something; where a word says that it is rounded, zeros at the end say nothing, and a twentieth is near enough.
    private static decimal Rounding(NumberFact claimed)
    {
        var step = claimed.Step;
        while (claimed.IsApproximate && claimed.Value != 0 && claimed.Value % (step * 10) == 0)
        {
            step *= 10;
        }

        return Math.Max(step / 2, claimed.IsApproximate ? Math.Abs(claimed.Value) / 20 : 0);
    }

    [GeneratedRegex(@"\b(?:total|totals|sum|sums|together|all in all|altogether|combined|overall|in all|come to|comes to|adds? up|between them|both|all|оба|обе|обоих|вдвоём|все|всех|всего|итог\w*|вместе|сумм\w+|обща\w+|общ\w+|совокупн\w+)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Totals();

    [GeneratedRegex(@"\b(?:difference|differs?|than|more|less|fewer|lower|higher|older|younger|longer|shorter|larger|bigger|smaller|cheaper|dearer|lighter|heavier|warmer|colder|faster|slower|another|extra|additional|behind|ahead|above|below|gap|later|earlier|left|remain\w*|up|down|rises?|rose|grew|falls?|fell|lost|gain\w*|разниц\w+|чем|больше|меньше|выше|ниже|старше|младше|дольше|короче|позже|раньше|дороже|дешевле|легче|тяжелее|теплее|холоднее|быстрее|медленнее|ещ[её]|остал\w+|остаток|вырос\w*|упал\w*|отста\w+)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Differences();

    [GeneratedRegex(@"\b(?:average|averages|mean|on average|средн\w+)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Means();

    [GeneratedRegex(@"\b(?:increase\w*|decrease\w*|rose|grew|growth|up|fell|drop\w*|down|share|of|more|less|higher|lower|вырос\w*|рост\w*|увелич\w+|снизил\w+|упал\w*|доля|доли|больше|меньше|выше|ниже|от)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Changes();

    [GeneratedRegex(@"^\s*(?:people|persons?|participants|attendees|members|человек\w*|участник\w*|персон\w*)\b", RegexOptions.IgnoreCase)]
    private static partial Regex People();

    [GeneratedRegex(@"\b(?:each|half|third|quarter|equally|apiece|кажд\w+|половин\w*|треть|четверть|поровну)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Parts();

    [GeneratedRegex(@"\b(?:month\w*|месяц\w*|ежемесячно)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Monthly();

    [GeneratedRegex(@"\b(?:times|fold|раза?|кратн\w+)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Multiples();
}
