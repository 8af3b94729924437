using System.Text.RegularExpressions;
using Planner.Text;

namespace Planner.Answering.Claims;

/// <summary>Finds what a claim affirms and its source denies, or the other way round; what rose in one and fell in the other.</summary>
internal sealed partial class PolarityCheck(IEnumerable<EvidenceLine> lines)
{
    // How much of the shorter clause must be in the other: the rest may be said elsewhere or in other words.
    private const double Least = 0.5;
    private readonly List<Clause> _clauses = [.. lines.SelectMany(line => line.Clauses)];

    /// <summary>The words that the claim has the wrong way round.</summary>
    public IEnumerable<TextSpan> Problems(EvidenceLine claim) =>
        from said in claim.Clauses
        let denied = _clauses.Where(said.Opposes).Select(given => Shared(said, given)).FirstOrDefault(shared => shared.Count > 0 && !IsSaid(said, shared))
        where denied is not null
        let word = denied.Last(word => !word.IsName)
        select new TextSpan(word.Start, word.Start + word.Text.Length);

    /// <summary>The numbers that something is said to have risen to though it stood higher, or fallen to though it stood lower.</summary>
    public static IEnumerable<TextSpan> Contradictions(EvidenceLine claim) =>
        from pair in claim.Facts.OfType<NumberFact>().Zip(claim.Facts.OfType<NumberFact>().Skip(1))
        where pair.First.IsLike(pair.Second) && !pair.First.IsOrdinal && To().IsMatch(claim.Text[pair.First.Span.End..pair.Second.Span.Start])
        where (pair.Second.Base - pair.First.Base) * Clause.DirectionOf(claim.Text[..pair.First.Span.Start]) < 0
        select pair.Second.Span;

    // Somewhere else the source says it as the claim does.
    private bool IsSaid(Clause said, List<LabelWord> shared) =>
        _clauses.Any(given => !said.Opposes(given) && IsOfSame(said, given) && shared.TrueForAll(word => given.Words.Any(word.Same)));

    private static List<LabelWord> Shared(Clause said, Clause given)
    {
        var shared = said.Words.Where(word => given.Words.Any(word.Same)).ToList();
        var known = given.Words.Count(word => shared.Exists(word.Same));
        return IsOfSame(said, given) && known >= Math.Min(2, given.Words.Count) && known >= Math.Min(said.Words.Count, given.Words.Count) * Least && shared.Exists(word => !word.IsName && word.SaysSomething) ? shared : [];
    }

    private static bool IsOfSame(Clause said, Clause given) =>
        given.Owners.Count == 0 || !said.Words.Any(Clause.IsIdentity) || said.Words.Any(word => given.Owners.Any(word.Same));

    [GeneratedRegex(@"^\s*(?:to|до)\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex To();
}
