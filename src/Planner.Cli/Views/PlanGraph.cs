using System.Text;
using Planner.Planning;

namespace Planner.Cli.Views;

/// <summary>
/// Draws a plan's graph in lanes, as version control draws history: a lane is the result of a step on its way down to the steps that
/// take it; it ends where the last of them is.
/// </summary>
internal static class PlanGraph
{
    [Flags]
    private enum Sides
    {
        None = 0,
        Up = 1,
        Down = 2,
        Left = 4,
        Right = 8,
    }

    // Indexed by Sides.
    private const string Lines = " ││││╯╮┤│╰╭├─┴┬┼";
    private const string AsciiLines = " ||||+++|+++-+++";

    /// <summary>The rows, every step once, each below all it waits for. Steps on a cycle come last, without lanes.</summary>
    /// <param name="steps">The plan.</param>
    /// <param name="unicode">Whether the terminal can show box-drawing characters.</param>
    public static IReadOnlyList<GraphRow> Draw(IReadOnlyList<PlanStep> steps, bool unicode = true)
    {
        var graph = new TaskGraph(steps);
        var order = graph.TopologicalOrder();
        var takers = graph.Edges.GroupBy(edge => edge.From, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        var glyphs = unicode ? Lines : AsciiLines;
        var lanes = new List<string?>();
        var rows = new List<GraphRow>();
        foreach (var step in order)
        {
            var from = graph.DependenciesOf(step.Id).Select(id => lanes.IndexOf(id)).Where(lane => lane >= 0).Order().ToList();
            foreach (var lane in from)
            {
                takers[lanes[lane]!]--;
            }

            var ending = from.Where(lane => takers[lanes[lane]!] == 0).ToList();
            var target = ending.Count > 0 ? ending[0] : FreeLane(lanes);
            if (from.Any(lane => lane != target))
            {
                rows.Add(Connect(lanes, from, ending, target, glyphs));
            }

            foreach (var lane in ending)
            {
                lanes[lane] = null;
            }

            lanes[target] = null;
            var before = Pass(lanes, 0, target, glyphs);
            var after = Pass(lanes, target + 1, lanes.Count, glyphs).TrimEnd();
            lanes[target] = takers.GetValueOrDefault(step.Id) > 0 ? step.Id : null;
            while (lanes is [.., null])
            {
                lanes.RemoveAt(lanes.Count - 1);
            }

            rows.Add(new GraphRow(before, step.Id, after, Pass(lanes, 0, lanes.Count, glyphs).TrimEnd()));
        }

        var drawn = order.Select(step => step.Id).ToHashSet(StringComparer.Ordinal);
        rows.AddRange(steps.Where(step => drawn.Add(step.Id)).Select(step => new GraphRow("", step.Id, "", "")));
        return rows;
    }

    private static int FreeLane(List<string?> lanes)
    {
        var free = lanes.IndexOf(null);
        if (free < 0)
        {
            lanes.Add(null);
            free = lanes.Count - 1;
        }

        return free;
    }

    private static string Pass(List<string?> lanes, int start, int end, string glyphs)
    {
        var text = new StringBuilder();
        for (var lane = start; lane < end; lane++)
        {
            text.Append(lanes[lane] is null ? ' ' : glyphs[(int)(Sides.Up | Sides.Down)]).Append(' ');
        }

        return text.ToString();
    }

    private static GraphRow Connect(List<string?> lanes, List<int> from, List<int> ending, int target, string glyphs)
    {
        var first = Math.Min(from[0], target);
        var last = Math.Max(from[^1], target);
        var text = new StringBuilder();
        for (var lane = 0; lane < lanes.Count; lane++)
        {
            var across = lane >= first && lane <= last;
            Sides sides;
            if (across && (lane == target || from.Contains(lane)))
            {
                sides = (lanes[lane] is null ? Sides.None : Sides.Up)
                    | (lane == target || !ending.Contains(lane) ? Sides.Down : Sides.None)
                    | (lane > first ? Sides.Left : Sides.None)
                    | (lane < last ? Sides.Right : Sides.None);
            }
            else
            {
                // A lane that only passes under the connection is drawn over it, so that it does not look joined.
                sides = lanes[lane] is not null ? Sides.Up | Sides.Down : across ? Sides.Left | Sides.Right : Sides.None;
            }

            text.Append(glyphs[(int)sides]).Append(lane >= first && lane < last ? glyphs[(int)(Sides.Left | Sides.Right)] : ' ');
        }

        var line = text.ToString().TrimEnd();
        return new GraphRow(line, null, "", line);
    }
}
