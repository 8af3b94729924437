using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Planner.Runs;

namespace Planner.Planning.Reading;

/// <summary>Nodes with links between them, as TaskBench writes plans: links go by the names of tasks, arguments by numbers of nodes.</summary>
internal static partial class NodeLinks
{
    /// <summary>Reads the nodes as steps that are fed as the links say.</summary>
    public static List<PlanStep> Read(IReadOnlyList<JsonObject> nodes, IReadOnlyList<(string From, string To)> links, StepNames names, Action<PlanMended> report)
    {
        var tasks = nodes.Select(node => Key(StepForm.TaskOf(node) ?? "")).ToList();
        var ids = nodes.Select(node => names.Define(StepForm.IdOf(node))).ToList();
        var pairs = new HashSet<(int From, int To)>();
        foreach (var (from, to) in links)
        {
            if (Ends(tasks, ids, from, to, names) is { } pair)
            {
                pairs.Add(pair);
            }
            else
            {
                report(new PlanMended { Before = $"{from} → {to}", After = "", Why = "The link has an end that is no step of the plan." });
            }
        }

        names.Count(ids[0], Origin(nodes, pairs));
        return [.. nodes.Select((node, index) => StepForm.Read(WithId(node, ids[index]), names, report) with
        {
            FedBy = [.. pairs.Where(pair => pair.To == index).Select(pair => ids[pair.From]).Distinct(StringComparer.Ordinal)],
        })];
    }

    /// <summary>Of steps with the same task, a link means those that follow each other most closely.</summary>
    private static (int From, int To)? Ends(List<string> tasks, List<string> ids, string from, string to, StepNames names)
    {
        var targets = Places(tasks, ids, to, names);
        return Places(tasks, ids, from, names)
            .SelectMany(source => targets.Where(target => target != source), (source, target) => ((int, int)?)(source, target))
            .OrderBy(pair => pair!.Value.Item2 < pair.Value.Item1)
            .ThenBy(pair => Math.Abs(pair!.Value.Item2 - pair.Value.Item1))
            .FirstOrDefault();
    }

    private static List<int> Places(List<string> tasks, List<string> ids, string name, StepNames names)
    {
        var byTask = Enumerable.Range(0, tasks.Count).Where(index => tasks[index] == Key(name)).ToList();
        return byTask.Count > 0 ? byTask
            : NodeNumber().Match(name) is { Success: true } match && ids.IndexOf(names.Resolve(match.Groups[1].Value) ?? "") is var place and >= 0 ? [place]
            : [];
    }

    /// <summary>Whether the arguments count the nodes from 0, as they should, or from 1: what agrees with the links.</summary>
    private static int Origin(IReadOnlyList<JsonObject> nodes, HashSet<(int From, int To)> links)
    {
        var references = nodes.SelectMany((node, index) => NodeNumber().Matches(node.ToJsonString())
            .Select(match => int.TryParse(match.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (From: number, To: index) : (From: -1, To: index))).ToList();
        var asIs = references.Count(links.Contains);
        var shifted = references.Count(pair => links.Contains((pair.From - 1, pair.To)));
        return shifted > asIs && !references.Exists(pair => pair.From == 0) ? 1 : 0;
    }

    private static JsonObject WithId(JsonObject node, string id)
    {
        var named = node.DeepClone().AsObject();
        named["id"] = id;
        return named;
    }

    private static string Key(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    [GeneratedRegex(@"(?:node|step|task)[-_ ]?(\d+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NodeNumber();
}
