using Planner.Catalog;
using Planner.Matching.Indexing;
using Planner.Planning;
using Planner.Routing;
using Planner.Statistics;

namespace Planner.Matching;

/// <summary>The terms of a card's score for a step, see docs/matching.md.</summary>
internal sealed class CardScorer(MatchingOptions options, ModelRecords records)
{
    // In millions of weights: what answers at once on one processor core, and what needs a rack.
    private const double Fast = 10;
    private const double Slow = 100_000;

    // In seconds: what nobody waits for, and what nobody waits out.
    private const double AtOnce = 0.1;
    private const double Long = 100;

    // In US dollars a call: what is as good as nothing, and what is thought about first.
    private const double Cheap = 0.0001;
    private const double Dear = 1;

    public IReadOnlyList<ScoreTerm> Terms(CardHit hit, PlanStep step, Reach reach)
    {
        var card = hit.Card;
        var record = records.Of(card.Id, step.Task);
        return
        [
            new("fit", Said(hit, "words"), options.FitWeight),
            new("meaning", Said(hit, "meaning"), options.MeaningWeight),
            .. hit.Terms.Where(term => term.Name == "embedding").Select(term => term with { Weight = options.EmbeddingWeight }),
            new("languages", LanguageFit.Value(card, LanguageFit.Wanted(step)), options.LanguagesWeight),
            new("tier", TierFit(card, step), options.TierWeight),
            new("quality", CardQuality.Popularity(card), options.QualityWeight),
            new("record", record.Success(records.Options), options.RecordWeight),
            new("measured", record.Measured(records.Options), options.MeasuredWeight),
            new("speed", record.Seconds is { } seconds ? Below(seconds, AtOnce, Long) : Speed(card), SpeedWeight(step)),
            new("cost", record.CostUsd > 0 ? Below((double)record.CostUsd, Cheap, Dear) : 1, options.CostWeight),
            new("near", Nearness(reach), options.NearWeight),
            new("experimental", card.Experimental ? 1 : 0, -options.ExperimentalPenalty),
        ];
    }

    public static double Sum(IReadOnlyList<ScoreTerm> terms) => terms.Sum(term => term.Value * term.Weight);

    private static double Said(CardHit hit, string name) => hit.Terms.FirstOrDefault(term => term.Name == name)?.Value ?? 0;

    /// <summary>1 for the tier that the step asks for, 0.5 for the next, 0 for the one after; <c>prefer</c> outranks the complexity.</summary>
    private static double TierFit(ModelCard card, PlanStep step)
    {
        var wanted = (step.Requirements?.Prefer?.ToLowerInvariant(), step.Complexity) switch
        {
            ("fast", _) => ModelTier.Light,
            ("best", _) => ModelTier.Strong,
            (_, Complexity.Simple) => ModelTier.Light,
            (_, Complexity.Hard) => ModelTier.Strong,
            _ => ModelTier.Medium,
        };
        return 1 - (Math.Abs(ModelTierRule.Of(card) - wanted) / 2.0);
    }

    // The time of a pass grows with the number of weights; where a card does not say it, its tier does roughly.
    private static double Speed(ModelCard card)
    {
        var millions = card.Parameters is { } parameters ? parameters / 1e6 : ModelTierRule.Of(card) switch
        {
            ModelTier.Light => 100,
            ModelTier.Medium => 1000,
            _ => 10_000,
        };
        return Below(millions, Fast, Slow);
    }

    /// <summary>1 up to the low bound, 0 from the high one on, logarithmic between: what counts is how many times as much it is.</summary>
    private static double Below(double value, double low, double high) => Math.Clamp(1 - (Math.Log(value / low) / Math.Log(high / low)), 0, 1);

    private double SpeedWeight(PlanStep step) => step.Requirements?.Prefer?.ToLowerInvariant() switch
    {
        "fast" => 3 * options.SpeedWeight,
        "best" => 0,
        _ => options.SpeedWeight,
    };

    private static double Nearness(Reach reach) => reach.Egress switch
    {
        Egress.Machine => 1,
        Egress.Lan => 0.5,
        _ => 0,
    };
}
