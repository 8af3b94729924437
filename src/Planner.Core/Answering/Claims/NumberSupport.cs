using System.Text.RegularExpressions;

namespace Planner.Answering.Claims;

/// <summary>Whether a claimed number is given, as rounded or converted, or follows from given ones.</summary>
internal sealed partial class NumberSupport(IReadOnlyList<Evidence> sources)
{
    private const int MaxGroup = 400;

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

    /// <summary>Whether the number follows from given ones: as a count, and where the claim's words say so, as a sum, difference, mean, share or multiple.</summary>
    /// <param name="claimed">The number.</param>
    /// <param name="claim">The claim's words.</param>
    public bool Follows(NumberFact claimed, string claim)
    {
        if (claimed.Unit == Unit.None && sources.Any(source => source.Counts.Contains(claimed.Value)))
        {
            return true;
        }

        var groups = Groups(claimed.Unit).ToList();
        return (Totals().IsMatch(claim) && groups.Exists(group => Sums(group).Any(sum => Near(claimed, sum))))
            || (Differences().IsMatch(claim) && groups.Exists(group => Pairs(group).Any(pair => Near(claimed, Math.Abs(pair.One - pair.Other)))))
            || (Means().IsMatch(claim) && groups.Exists(group => Near(claimed, group.Sum() / group.Count)))
            || (claimed.Unit.Dimension == "percent" && Changes().IsMatch(claim) && AllGroups().Any(group => Pairs(group).Any(pair => IsShare(claimed, pair.One, pair.Other))))
            || (claimed.Unit == Unit.None && Multiples().IsMatch(claim) && AllGroups().Any(group => Pairs(group).Any(pair => IsRatio(claimed, pair.One, pair.Other))));
    }

    private static bool IsShare(NumberFact claimed, decimal one, decimal other) =>
        one != 0 && other != 0 && (Near(claimed, Math.Abs(other - one) / one * 100) || Near(claimed, Math.Abs(other - one) / other * 100)
            || Near(claimed, one / other * 100) || Near(claimed, other / one * 100));

    private static bool IsRatio(NumberFact claimed, decimal one, decimal other) => one != 0 && other != 0 && (Near(claimed, one / other) || Near(claimed, other / one));

    // What a step gave in one unit; of a table, column by column.
    private IEnumerable<List<decimal>> Groups(Unit unit) =>
        from source in sources
        from numbers in source.Lines.SelectMany(line => line.Facts).OfType<NumberFact>()
            .Where(number => !number.IsOrdinal && (number.Unit == Unit.None || unit == Unit.None || (number.Unit.Dimension == unit.Dimension && number.Unit.Currency == unit.Currency)))
            .GroupBy(number => (number.Column, number.Unit.Dimension, number.Unit.Currency))
        let values = numbers.Take(MaxGroup).Select(number => unit == Unit.None || number.Unit == Unit.None ? number.Value : number.Base / unit.Factor).ToList()
        where values.Count > 1
        select values;

    private IEnumerable<List<decimal>> AllGroups() =>
        from source in sources
        from numbers in source.Lines.SelectMany(line => line.Facts).OfType<NumberFact>().GroupBy(number => (number.Column, number.Unit.Dimension, number.Unit.Currency))
        let values = numbers.Take(MaxGroup / 4).Select(number => number.Base).ToList()
        where values.Count > 1
        select values;

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

    private static bool Near(NumberFact claimed, decimal exact) => Math.Abs(claimed.Value - exact) <= (claimed.IsRounded || !decimal.IsInteger(exact) ? claimed.Step / 2 : 0);

    private static bool Near(NumberFact claimed, decimal exact, NumberFact given)
    {
        var away = Math.Abs(claimed.Value - exact);
        return away == 0 || away <= Tolerance(claimed, given, exact);
    }

    // A number may be rounded to the digits that it has; to zeros only where a word says that it is.
    private static decimal Tolerance(NumberFact claimed, NumberFact given, decimal exact)
    {
        var zeros = 1m;
        while (claimed.IsApproximate && claimed.Value != 0 && claimed.Value % (claimed.Step * zeros * 10) == 0)
        {
            zeros *= 10;
        }

        return claimed.IsApproximate ? claimed.Step * zeros / 2
            : claimed.IsRounded || given.Step < claimed.Step || (!decimal.IsInteger(exact) && given.Unit.Factor == claimed.Unit.Factor) ? (given.Step * given.Unit.Factor / claimed.Unit.Factor < claimed.Step || claimed.Step > 1 ? claimed.Step / 2 : 0)
            : 0;
    }

    [GeneratedRegex(@"\b(?:total|totals|sum|sums|together|all in all|altogether|combined|overall|in all|come to|comes to|adds? up|всего|итог\w*|вместе|сумм\w+|обща\w+|общ\w+|совокупн\w+)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Totals();

    [GeneratedRegex(@"\b(?:difference|differs?|more|less|fewer|lower|higher|older|younger|longer|shorter|behind|ahead|above|below|gap|later|earlier|left|remain\w*|rose|grew|fell|разниц\w+|больше|меньше|выше|ниже|старше|младше|дольше|короче|позже|раньше|остал\w+|остаток|вырос\w*|упал\w*|отста\w+)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Differences();

    [GeneratedRegex(@"\b(?:average|averages|mean|on average|средн\w+)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Means();

    [GeneratedRegex(@"\b(?:increase\w*|decrease\w*|rose|grew|growth|up|fell|drop\w*|down|share|of|more|less|higher|lower|вырос\w*|рост\w*|увелич\w+|снизил\w+|упал\w*|доля|доли|больше|меньше|выше|ниже|от)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Changes();

    [GeneratedRegex(@"\b(?:times|fold|раза?|кратн\w+)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Multiples();
}
