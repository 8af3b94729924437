using System.Globalization;
using Planner.Catalog;
using Planner.Planning;
using Planner.Routing;

namespace Planner.Matching;

/// <summary>Says in one line why a match came out as it did.</summary>
internal static class MatchReason
{
    public static string Of(PlanStep step, Egress ceiling, IReadOnlyList<RankedCard> ranked, Func<ModelCard, IReadOnlyList<string>> leftUnchecked)
    {
        if (ranked.Count == 0)
        {
            return $"the catalog has no model for {step.Task}; add one as a line in PLANNER_HOME/models/NAME.jsonl";
        }

        var first = ranked[0];
        return first.Candidate.Runnable ? Chosen(ranked) + Unchecked(leftUnchecked(first.Card))
            : first.Unmet is not null ? NothingFits(step, ranked)
            : NothingRuns(step, ceiling, ranked);
    }

    private static string Chosen(IReadOnlyList<RankedCard> ranked)
    {
        var first = ranked[0];
        var name = first.Card.Experimental ? $"{first.Card.Id} (experimental)" : first.Card.Id;
        var through = first.Candidate.Through is "built in" ? "built in" : $"through {first.Candidate.Through}";
        var runnable = ranked.Count(card => card.Candidate.Runnable);
        return runnable == 1
            ? $"{name}: the only one that can run here, {through}"
            : $"{name}: the best of {runnable} that can run here, {through}; {Lead(first.Candidate, ranked[1].Candidate)}";
    }

    private static string Lead(Candidate first, Candidate second)
    {
        var (term, lead) = first.Terms.Zip(second.Terms, (a, b) => (a.Name, Lead: (a.Value * a.Weight) - (b.Value * b.Weight)))
            .MaxBy(difference => difference.Lead);
        return lead > 0
            ? string.Create(CultureInfo.InvariantCulture, $"ahead of {second.ModelId} by {term} (+{lead:0.00})")
            : $"no term tells it from {second.ModelId}, the catalog's order decides";
    }

    private static string NothingRuns(PlanStep step, Egress ceiling, IReadOnlyList<RankedCard> ranked)
    {
        var here = ceiling switch
        {
            Egress.Machine => "on this machine",
            Egress.Lan => "in the local network",
            _ => "here",
        };
        // An engine that only lacks something on this machine is the shortest way.
        var nearest = ranked.FirstOrDefault(card => card.Card.IsLocal) ?? ranked[0];
        var lacks = nearest.Candidate.Through is { } said && said.StartsWith(nearest.Card.Id, StringComparison.Ordinal) ? $"it{said[nearest.Card.Id.Length..]}" : nearest.Candidate.Through;
        return $"nothing {here} can run {step.Task}; nearest is {nearest.Card.Id}: {lacks}{(nearest.Candidate.Fix is { Length: > 0 } fix ? $". {char.ToUpperInvariant(fix[0])}{fix[1..].TrimEnd('.')}" : "")}";
    }

    private static string NothingFits(PlanStep step, IReadOnlyList<RankedCard> ranked)
    {
        // Cards may fail for different reasons; then no single demand is the culprit.
        var wanted = ranked.Select(card => card.Unmet!.Wanted).Distinct(StringComparer.Ordinal);
        var nearest = ranked[0];
        return $"nothing fits because no {step.Task} model of the catalog {string.Join(" and ", wanted)}; "
            + $"the nearest is {nearest.Card.Id} ({nearest.Unmet!.Found})";
    }

    private static string Unchecked(IReadOnlyList<string> names) => names.Count > 0 ? $" ({string.Join(" and ", names)} not checked: neither the card nor a measurement says)" : "";
}
