using System.Globalization;
using Planner.Cli.Commands;
using Planner.Routing;

namespace Planner.Cli.Views;

/// <summary>A group and its members.</summary>
internal static class GroupView
{
    /// <summary>A line for the group and one for each member.</summary>
    public static IEnumerable<Line> Rows(BackendGroup group)
    {
        ArgumentNullException.ThrowIfNull(group);
        var head = new Line().Add(group.Name, StatusStyle.Strong).Pad(2).Add(GroupSettings.NameOf(group.Strategy), StatusStyle.Active);
        string[] notes =
        [
            .. group.State == ServiceState.Enabled ? [] : new[] { group.State.ToString().ToLowerInvariant() },
            .. group.Regions.Count == 0 ? [] : new[] { $"prefers {string.Join(", ", group.Regions)}" },
            .. group.Hedge == false ? new[] { "no hedging" } : [],
            .. group.Description is null ? [] : new[] { TerminalText.OneLine(group.Description) },
        ];
        yield return notes.Length == 0 ? head : head.Pad(2).Add(string.Join("; ", notes), StatusStyle.Dim);
        foreach (var member in group.Members)
        {
            var line = new Line().Pad(2).Add(TerminalText.OneLine(member.Target));
            var about = string.Join("; ", new[]
            {
                group.Strategy == GroupStrategy.Weighted ? string.Create(CultureInfo.InvariantCulture, $"weight {member.Weight:0.###}") : null,
                member.Schedule,
            }.OfType<string>());
            yield return about.Length == 0 ? line : line.Pad(2).Add(about, StatusStyle.Dim);
        }
    }
}
