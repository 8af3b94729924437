using System.Globalization;
using Planner.Catalog;
using Planner.Planning;
using Planner.Statistics;
using Planner.Text;

namespace Planner.Matching;

/// <summary>What a step demands and a card does not meet.</summary>
internal static class RequirementCheck
{
    /// <summary>
    /// Why the card can't be used for the step whatever its score, or null. A license that the card does not state is not met; a length that it does not state is, a quality that was not measured too; languages are
    /// unmet when the card names others only; a one-way translation model serves its own direction only.
    /// </summary>
    public static Unmet? Violation(ModelCard card, PlanStep step, ModelRecord record)
    {
        if (step.Requirements?.License is { Length: > 0 } license && !license.Equals(card.License, StringComparison.OrdinalIgnoreCase))
        {
            return new Unmet($"has the license {license}", card.License is null ? "license not known" : $"license {card.License}", "requirements.license");
        }

        var wanted = step.Requirements?.Languages?.Select(Language.CodeOf) ?? [];
        if (LanguageFit.RuledOut(card, wanted) is [_, ..] missing)
        {
            return new Unmet(
                $"knows {string.Join(", ", step.Requirements!.Languages!)}", $"does not know {string.Join(", ", missing)}", "requirements.languages");
        }

        if (step.Requirements?.MaxTokens is { } tokens && card.MaxTokens < tokens)
        {
            return new Unmet($"takes {tokens} tokens", $"takes {card.MaxTokens} tokens", "requirements.max_tokens");
        }

        if (step.Requirements?.MinQuality is { } least && record.Quality < least)
        {
            return new Unmet(string.Create(CultureInfo.InvariantCulture, $"has a measured quality of {least:0.###}"), string.Create(CultureInfo.InvariantCulture, $"measured {record.Quality:0.###}"), "requirements.min_quality");
        }

        return step.Task == TranslationTask ? WrongWay(card, step) : null;
    }

    /// <summary>Requirements that are set but of which neither the card nor a measurement says anything.</summary>
    public static IReadOnlyList<string> Unchecked(ModelCard card, PlanStep step, ModelRecord record) =>
    [
        .. new[]
        {
            step.Requirements?.MaxTokens is null || card.MaxTokens is not null ? null : "max_tokens",
            step.Requirements?.MinQuality is null || record.Quality is not null ? null : "min_quality",
        }.OfType<string>(),
    ];

    private const string TranslationTask = "translation";

    private static Unmet? WrongWay(ModelCard card, PlanStep step)
    {
        if (LanguageFit.Direction(card) is not var (from, to))
        {
            return null;
        }

        var (source, target) = (LanguageFit.Parameter(step, "source_language"), LanguageFit.Parameter(step, "target_language"));
        return (source ?? from) == from && (target ?? to) == to
            ? null
            : new Unmet(
                $"translates {(source is null ? "" : $"from {source} ")}{(target is null ? "" : $"into {target}")}".TrimEnd(),
                $"translates {from} into {to} only",
                null);
    }

    /// <summary>A demand that is not met.</summary>
    /// <param name="Wanted">What a model would have to do, after "no model …".</param>
    /// <param name="Found">What this card says instead.</param>
    /// <param name="Requirement">The plan's requirement that asks for it; null when the step itself does.</param>
    public sealed record Unmet(string Wanted, string Found, string? Requirement);
}
