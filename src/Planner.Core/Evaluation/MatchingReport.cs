using System.Text.Json.Nodes;

namespace Planner.Evaluation;

/// <summary>The outcome of <see cref="MatchingEvaluation"/>.</summary>
/// <param name="Samples">How many requests.</param>
/// <param name="Cards">How many cards were searched.</param>
/// <param name="Open">Over the whole catalog.</param>
/// <param name="DomainKnown">Among the models of the wanted domain, as after planning.</param>
/// <param name="P50Milliseconds">Half of the open searches took no longer.</param>
/// <param name="P95Milliseconds">95 of 100 open searches took no longer.</param>
public sealed record MatchingReport(
    int Samples, int Cards, MatchingFigures Open, MatchingFigures DomainKnown, double P50Milliseconds, double P95Milliseconds)
{
    /// <summary><c>samples, cards, open, domain_known, p50_ms, p95_ms</c>.</summary>
    public JsonObject ToJson() => new()
    {
        ["samples"] = Samples,
        ["cards"] = Cards,
        ["open"] = Open.ToJson(),
        ["domain_known"] = DomainKnown.ToJson(),
        ["p50_ms"] = Math.Round(P50Milliseconds, 3),
        ["p95_ms"] = Math.Round(P95Milliseconds, 3),
    };
}
