using System.Globalization;
using Planner.Runs;
using Planner.Values;
using Spectre.Console;

namespace Planner.Cli.Views;

/// <summary>What the members of an ensemble gave, a line each, and how it became one.</summary>
internal static class MemberView
{
    private const int MaxLength = 100;

    /// <summary>The lines; none for a step that ran on one model.</summary>
    public static IEnumerable<(string Text, Style Style)> Lines(StepState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        foreach (var member in state.Members)
        {
            yield return member.Error is { } error
                ? ($"{member.Model}: {error.Message}", StatusStyle.Bad)
                : (string.Create(CultureInfo.InvariantCulture, $"{member.Model} (×{member.Weight:0.##}): {Short(member.Value!)}"), StatusStyle.Dim);
        }

        if (state.Consensus is { } how)
        {
            var agreement = how.Agreement is { } share ? string.Create(CultureInfo.InvariantCulture, $", agreement {share:0.00}") : "";
            yield return ($"= {how.Method}{agreement}{(how.Chosen is null ? "" : $", {how.Chosen}")}{(how.Themes.Count == 0 ? "" : $"; common: {string.Join(", ", how.Themes)}")}", StatusStyle.Active);
        }
    }

    private static string Short(Value value)
    {
        var text = value switch
        {
            ArtifactValue file => file.Artifact.Name,
            StoredValue stored => stored.Preview ?? "",
            _ => ValueText.Of(value) ?? "",
        };
        return Line.Fit(TerminalText.OneLine(text), MaxLength);
    }
}
