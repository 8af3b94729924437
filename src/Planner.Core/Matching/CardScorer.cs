using Planner.Catalog;
using Planner.Planning;
using Planner.Routing;

namespace Planner.Matching;

/// <summary>The terms of a card's score for a step.</summary>
internal sealed class CardScorer(MatchingOptions options)
{
    public IReadOnlyList<ScoreTerm> Terms(ModelCard card, PlanStep step, double fit, Reach reach) =>
    [
        new("fit", fit, options.FitWeight),
        new("languages", LanguageFit.Value(card, LanguageFit.Wanted(step)), options.LanguagesWeight),
        new("tier", TierFit(card, step), options.TierWeight),
        new("near", Nearness(reach), options.NearWeight),
        new("experimental", card.Experimental ? 1 : 0, -options.ExperimentalPenalty),
    ];

    public static double Sum(IReadOnlyList<ScoreTerm> terms) => terms.Sum(term => term.Value * term.Weight);

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

    private static double Nearness(Reach reach) => reach.Egress switch
    {
        Egress.Machine => 1,
        Egress.Lan => 0.5,
        _ => 0,
    };
}
