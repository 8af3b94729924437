using System.Globalization;
using Microsoft.Extensions.Options;

namespace Planner.Matching;

/// <summary>Checks the ranges. By hand, since validation by attributes costs reflection at every start and drops the fix from the message.</summary>
internal sealed class MatchingOptionsValidator : IValidateOptions<MatchingOptions>
{
    public ValidateOptionsResult Validate(string? name, MatchingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var usual = new MatchingOptions();
        string[] faults =
        [
            .. Range(nameof(options.Top), options.Top, 1, 100, usual.Top),
            .. Range(nameof(options.Depth), options.Depth, 10, 10_000, usual.Depth),
            .. Range(nameof(options.FitWeight), options.FitWeight, 0, 10, usual.FitWeight),
            .. Range(nameof(options.MeaningWeight), options.MeaningWeight, 0, 10, usual.MeaningWeight),
            .. Range(nameof(options.EmbeddingWeight), options.EmbeddingWeight, 0, 10, usual.EmbeddingWeight),
            .. Range(nameof(options.QualityWeight), options.QualityWeight, 0, 10, usual.QualityWeight),
            .. Range(nameof(options.RecordWeight), options.RecordWeight, 0, 10, usual.RecordWeight),
            .. Range(nameof(options.MeasuredWeight), options.MeasuredWeight, 0, 10, usual.MeasuredWeight),
            .. Range(nameof(options.CostWeight), options.CostWeight, 0, 10, usual.CostWeight),
            .. Range(nameof(options.SpeedWeight), options.SpeedWeight, 0, 10, usual.SpeedWeight),
            .. Range(nameof(options.LanguagesWeight), options.LanguagesWeight, 0, 10, usual.LanguagesWeight),
            .. Range(nameof(options.TierWeight), options.TierWeight, 0, 10, usual.TierWeight),
            .. Range(nameof(options.NearWeight), options.NearWeight, 0, 10, usual.NearWeight),
            .. Range(nameof(options.ExperimentalPenalty), options.ExperimentalPenalty, 0, 10, usual.ExperimentalPenalty),
            .. Range(nameof(options.CloseScores), options.CloseScores, 0, 10, usual.CloseScores),
            .. Range(nameof(options.ChoiceCandidates), options.ChoiceCandidates, 2, 20, usual.ChoiceCandidates),
            .. Range(nameof(options.ChoiceTokens), options.ChoiceTokens, 200, 100_000, usual.ChoiceTokens),
            .. Range(nameof(options.ChoiceSeconds), options.ChoiceSeconds, 0.1, 600, usual.ChoiceSeconds),
        ];
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Range(string key, double value, double least, double most, double usual) =>
        value >= least && value <= most
            ? []
            : [string.Create(CultureInfo.InvariantCulture, $"Planner:Matching:{key} is {value}; it must be from {least} to {most}. Set it to {usual}, the default.")];
}
