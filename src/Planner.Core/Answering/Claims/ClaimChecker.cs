using System.Text.RegularExpressions;
using Planner.Text;

namespace Planner.Answering.Claims;

/// <summary>
/// Holds a claim against what its sources gave: each name, number, date and code in it must be there, written or rounded as it may be, or
/// follow from the numbers there by a sum, a difference, a mean, a share or a count; a number or date must belong to what the claim says it of;
/// and who did it, yes or no, up or down must be as there. It reads words and does no inference: what is said in other words is not judged.
/// </summary>
internal sealed partial class ClaimChecker(IReadOnlyList<Evidence> sources, Evidence? context = null, string? language = null)
{
    private readonly List<EvidenceLine> _lines = [.. sources.SelectMany(source => source.Lines)];
    private readonly HashSet<string> _names = [.. sources.SelectMany(source => source.Names)];
    private readonly NumberSupport _numbers = new(sources);
    private readonly RecordCheck _records = new(sources.SelectMany(source => source.Tables));
    private readonly RoleCheck _roles = new([.. sources.SelectMany(source => source.Lines)]);
    private readonly PolarityCheck _polarity = new(sources.SelectMany(source => source.Lines));

    /// <summary>What in the claim is not borne out.</summary>
    /// <param name="claim">A sentence, or the part of one that a citation stands for.</param>
    public IReadOnlyList<ClaimProblem> Check(string claim)
    {
        var line = new EvidenceLine(Citations.Pattern().Replace(claim, citation => new string(' ', citation.Length)));
        line.Recognise(_names);
        var problems = new List<ClaimProblem>();
        var places = line.Facts.ToDictionary(fact => fact, fact => fact is NameFact ? [] : Occurrences(fact));
        var stated = places.Where(place => place.Value.Count > 0).Select(place => place.Key).OfType<NumberFact>().ToList();
        foreach (var (fact, found) in places)
        {
            var holds = fact switch
            {
                NameFact name => Knows(name),
                CodeFact code => sources.Any(source => source.Key.Contains(code.Key, StringComparison.Ordinal)) || Knows(code),
                WeekdayFact day => found.Count > 0 || Dates().Any(date => Weekday(date) == day.Day),
                DateFact date => found.Count > 0 && KnowsYear(date, found),
                NumberFact number => found.Count > 0 || _numbers.Follows(number, line, stated),
                _ => found.Count > 0,
            };
            if (!holds)
            {
                problems.Add(new ClaimProblem(fact.Span, false));
            }
            else if (found.Count > 0 && fact is not WeekdayFact && IsSaidOfAnother(line, fact, found))
            {
                problems.Add(new ClaimProblem(fact.Span, true));
            }
        }

        problems.AddRange(_polarity.Problems(line).Concat(PolarityCheck.Contradictions(line)).Concat(_records.Problems(line)).Concat(_roles.Problems(line)).Select(span => new ClaimProblem(span, true)));
        return [.. problems.OrderBy(problem => problem.Span.Start)];
    }

    private List<(EvidenceLine Line, Fact Fact)> Occurrences(Fact fact) =>
        [.. from line in _lines from other in line.Facts where Same(fact, other) select (line, other)];

    private static bool Same(Fact claimed, Fact given) => (claimed, given) switch
    {
        (NumberFact one, NumberFact other) => NumberSupport.Agrees(one, other),
        (NumberFact one, TimeFact other) => (one.Unit == Unit.None && other.Second == 0 && (one.Value == other.First || one.Value == other.First % 12))
            || ((one.IsOrdinal || one.Unit.Dimension == "time") && one.Base == other.First * 60 + other.Second),
        (NumberFact one, DateFact other) => (one.IsOrdinal && one.Value == other.Day) || (!one.IsOrdinal && one.Unit == Unit.None && one.Value == other.Year),
        (TimeFact one, NumberFact other) => other.Unit == Unit.None && one.Second == 0 && (other.Value == one.First || other.Value == one.First % 12),
        (TimeFact one, TimeFact other) => one.Agrees(other),
        (DateFact one, DateFact other) => one.Agrees(other),
        (WeekdayFact one, WeekdayFact other) => one.Day == other.Day,
        _ => false,
    };

    private IEnumerable<DateFact> Dates() => _lines.SelectMany(line => line.Facts).OfType<DateFact>();

    private static DayOfWeek? Weekday(DateFact date) =>
        date is { Year: { } year, Day: { } day } && day <= DateTime.DaysInMonth(year, date.Month) ? new DateOnly(year, date.Month, day).DayOfWeek : null;

    // A year that the date's own place leaves out must be somewhere in the source.
    private bool KnowsYear(DateFact date, List<(EvidenceLine Line, Fact Fact)> found) =>
        date.Year is not { } year
        || found.Exists(place => place.Fact is DateFact { Year: not null })
        || _lines.SelectMany(line => line.Facts).Any(fact => fact is DateFact { Year: { } known } ? known == year : fact is NumberFact number && number.Value == year);

    private bool Knows(CodeFact code) => context?.Key.Contains(code.Key, StringComparison.Ordinal) == true;

    private bool Knows(NameFact name)
    {
        // In German every noun has a capital.
        if (!name.IsSure || (language == "de" && name.Words.Count == 1))
        {
            return true;
        }

        var lines = context is null ? _lines : [.. _lines, .. context.Lines];
        var skipped = IsCommonWord(name, lines) ? 1 : 0;
        var words = name.Words.Skip(skipped).ToList();
        var places = words.ConvertAll(word => lines.Where(line => Has(line, word)).ToHashSet());
        return places.TrueForAll(found => found.Count > 0)
            && (name.Words.Count == skipped + 1 || lines.Any(line => places.TrueForAll(found => found.Contains(line)) && AreNeighbours(line, words)));
    }

    // "Salary of …", "Оклад Ирины Орловой": the word that a sentence begins with may belong to no name.
    private static bool IsCommonWord(NameFact name, IEnumerable<EvidenceLine> lines)
    {
        if (!name.Opens || name.Words.Count == 1)
        {
            return false;
        }

        var (first, second) = (name.Words[0], name.Words[1]);
        return IsCyrillic(first) != IsCyrillic(second)
            || (name.Words.Count > 2 && (NameWords.IsFirstName(second) || !lines.Any(line => Has(line, first))))
            || lines.Any(line => line.Words.Any(word => !word.IsName && NameLikeness.Same(word.Text, first)));
    }

    private static bool IsCyrillic(string word) => word[0] is >= '\u0400' and <= '\u04ff';

    private static bool Has(EvidenceLine line, string word) =>
        line.Words.Any(given => NameLikeness.Same(given.Text, word)) || (word.Contains('-', StringComparison.Ordinal) && word.Split('-').All(part => Has(line, part))) || IsAcronym(line, word);

    private static bool IsAcronym(EvidenceLine line, string word)
    {
        if (word.Length is < 2 or > 6 || word.Any(char.IsLower))
        {
            return false;
        }

        var initials = string.Concat(line.Words.Where(given => given.SaysSomething).Select(given => char.ToUpperInvariant(given.Text[0])));
        return initials.Contains(word, StringComparison.Ordinal);
    }

    // "Anna Kuznetsova" is not known from "Anna Smirnova and Oleg Kuznetsov".
    private static bool AreNeighbours(EvidenceLine line, List<string> words)
    {
        var at = words.Select(word => line.Words.Select((given, i) => (given, i)).Where(pair => NameLikeness.Same(pair.given.Text, word)).Select(pair => pair.i).ToList()).ToList();
        return at.Exists(places => places.Count == 0) || at[0].Exists(first => at.TrueForAll(places => places.Exists(other => Math.Abs(other - first) <= words.Count + 1)));
    }

    private bool IsSaidOfAnother(EvidenceLine claim, Fact fact, List<(EvidenceLine Line, Fact Fact)> found)
    {
        var said = claim.LabelsOf(fact);
        if (said.Count == 0 || Contrast().IsMatch(claim.Text.AsSpan(0, fact.Span.Start)))
        {
            return false;
        }

        var rivals = (from line in _lines
                      from other in line.Facts
                      where found[0].Fact.IsLike(other) && !Same(fact, other)
                      select (Line: line, Fact: other, Labels: line.LabelsOf(other))).ToList();
        return rivals.Count > 0 && found.TrueForAll(place =>
        {
            var own = place.Line.LabelsOf(place.Fact);
            return rivals.Exists(rival => AreRivals(place, (rival.Line, rival.Fact), claim) && !SharesMore(claim, fact, place.Line, rival.Line) && Contradicts(said, own, rival.Labels));
        });
    }

    // In records, who is confused stands in the same column, or in the same record and is not stated too.
    private static bool AreRivals((EvidenceLine Line, Fact Fact) own, (EvidenceLine Line, Fact Fact) rival, EvidenceLine claim) =>
        own.Line.Cells.Count == 0 || rival.Line.Cells.Count == 0
        || (own.Line == rival.Line ? !claim.Facts.Any(fact => Same(fact, rival.Fact)) : own.Fact is not NumberFact one || rival.Fact is not NumberFact other || one.Column == other.Column);

    // Another number or date of the claim that stands beside this one speaks for it.
    private static bool SharesMore(EvidenceLine claim, Fact fact, EvidenceLine own, EvidenceLine rival) =>
        claim.Facts.Any(other => other != fact && other is not NameFact && own.Facts.Any(given => Same(other, given)) && !rival.Facts.Any(given => Same(other, given)));

    /// <summary>Whether the claim's words speak for the rival's place and not for the fact's own.</summary>
    private static bool Contradicts(IReadOnlyList<LabelWord> said, IReadOnlyList<LabelWord> own, IReadOnlyList<LabelWord> rival)
    {
        var onlyRival = rival.Where(word => !own.Any(word.Same)).ToList();
        var onlyOwn = own.Where(word => !rival.Any(word.Same)).ToList();
        var forRival = onlyRival.Where(word => said.Any(word.Same)).ToList();
        var forOwn = onlyOwn.Where(word => said.Any(word.Same)).ToList();
        // What another is said of has its own words for that.
        if (forRival.Count == 0 || onlyOwn.Count == 0 || (forRival.Exists(word => word.IsName) && !onlyOwn.Exists(word => word.IsName)))
        {
            return false;
        }

        if (forOwn.Count == 0)
        {
            return true;
        }

        // Names weigh more than other words.
        return forRival.Exists(word => word.IsName) && onlyOwn.Exists(word => word.IsName) && !forOwn.Exists(word => word.IsName);
    }

    // What follows these is said of the other one.
    [GeneratedRegex(@"(?<!\p{L})(?:instead of|rather than|than|compared (?:with|to)|against|versus|vs\.?|not|up from|down from|вместо|чем|по сравнению с|а не)\s+(?:just |only |the )?$", RegexOptions.IgnoreCase)]
    private static partial Regex Contrast();
}
