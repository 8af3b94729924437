using System.Text.Json.Nodes;
using Planner.Catalog;
using Planner.Planning;
using Planner.Text;

namespace Planner.Matching;

/// <summary>Which languages a step needs, and whether a card knows them.</summary>
internal static class LanguageFit
{
    // A card that does not say may well know the language; one that says "multilingual" most likely does.
    private const double Unsaid = 0.5;
    private const double Multilingual = 0.9;

    private static readonly string[] Parameters = ["language", "source_language", "target_language"];

    /// <summary>The languages that the step's parameters and requirements name, as ISO 639-1 codes, each once.</summary>
    public static IReadOnlyList<string> Wanted(PlanStep step) =>
    [
        .. Parameters.Select(name => Parameter(step, name)).OfType<string>()
            .Concat(step.Requirements?.Languages?.Select(Language.CodeOf) ?? [])
            .Distinct(StringComparer.Ordinal),
    ];

    /// <summary>The share of <paramref name="wanted"/> that the card knows, 0 to 1; 1 when the step names no language.</summary>
    public static double Value(ModelCard card, IReadOnlyList<string> wanted)
    {
        if (wanted.Count == 0)
        {
            return 1;
        }

        return card.Languages.Count == 0 ? Unsaid : wanted.Average(language => Knows(card, language));
    }

    /// <summary>Those of <paramref name="wanted"/> that the card rules out by naming others only.</summary>
    public static IReadOnlyList<string> RuledOut(ModelCard card, IEnumerable<string> wanted) =>
        card.Languages.Count == 0 ? [] : [.. wanted.Where(language => Knows(card, language) == 0)];

    /// <summary>
    /// From what into what a model translates that does one direction only: its id ends in the two codes of its languages, as in
    /// <c>opus-mt-en-ru</c>. Null for all others.
    /// </summary>
    public static (string From, string To)? Direction(ModelCard card) =>
        card.Languages is [{ Length: 2 } first, { Length: 2 } second]
            ? card.Id.EndsWith($"-{first}-{second}", StringComparison.OrdinalIgnoreCase) ? (first, second)
            : card.Id.EndsWith($"-{second}-{first}", StringComparison.OrdinalIgnoreCase) ? (second, first)
            : null
            : null;

    /// <summary>A language parameter of the step as a code, or null when it is absent or not set to one.</summary>
    public static string? Parameter(PlanStep step, string name) =>
        step.Parameters.GetValueOrDefault(name) is JsonValue value && value.TryGetValue<string>(out var text)
        && text.Trim() is { Length: > 0 } language && !language.Equals("auto", StringComparison.OrdinalIgnoreCase)
            ? Language.CodeOf(language)
            : null;

    private static double Knows(ModelCard card, string language) =>
        card.Languages.Any(known => Language.CodeOf(known) == language) ? 1
        : card.Languages.Contains("multilingual", StringComparer.OrdinalIgnoreCase) ? Multilingual
        : 0;
}
