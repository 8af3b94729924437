using Planner.Text;

namespace Planner.Answering.Claims;

/// <summary>Finds whom a claim says something of that its source says, in the same words, of somebody else.</summary>
internal sealed class RoleCheck(IReadOnlyList<EvidenceLine> lines)
{
    private readonly List<Clause> _clauses = [.. lines.Where(line => line.Cells.Count == 0).SelectMany(line => line.Clauses).Where(clause => !clause.IsOfOthers)];

    /// <summary>The names that the claim has in another's place.</summary>
    public IEnumerable<TextSpan> Problems(EvidenceLine claim) =>
        from said in claim.Clauses
        let names = said.Words.Where(IsName).ToList()
        let deeds = said.Words.Where(word => !word.IsName && word.SaysSomething).ToList()
        where names.Count > 0 && deeds.Count > 1
        let wrong = _clauses.Where(given => deeds.TrueForAll(word => given.Words.Any(word.Same)) && given.Words.Any(name => IsName(name) && !claim.Words.Any(name.Same)))
            .Select(given => names.Find(name => !given.Words.Any(name.Same))).FirstOrDefault(name => name is not null && !IsSaid(name, deeds))
        where wrong is not null
        select new TextSpan(wrong.Start, wrong.Start + wrong.Text.Length);

    private bool IsSaid(LabelWord name, List<LabelWord> deeds) => _clauses.Exists(given => given.Words.Any(name.Same) && deeds.TrueForAll(word => given.Words.Any(word.Same)));

    private static bool IsName(LabelWord word) => word.IsName && char.IsUpper(word.Text[0]);
}
