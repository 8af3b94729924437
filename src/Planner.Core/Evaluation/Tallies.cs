using Planner.Catalog;
using Planner.Planning;

namespace Planner.Evaluation;

/// <summary>Counts hits over samples, in all and for each language and type.</summary>
internal sealed class Tallies
{
    private readonly Dictionary<string, Tally> _languages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Tally> _types = new(StringComparer.Ordinal);
    private readonly Tally _all = new();

    public void Add(PlanningSample sample, IReadOnlyList<PlanStep> steps, TaskTaxonomy taxonomy)
    {
        var byId = steps.ToDictionary(step => step.Id, step => step.Task, StringComparer.Ordinal);
        Add(sample, byId.Values, new TaskGraph(steps).Edges.Select(edge => (byId[edge.From], byId[edge.To])), taxonomy);
    }

    public void Add(PlanningSample sample, IEnumerable<string> tasks, IEnumerable<(string From, string To)> links, TaskTaxonomy taxonomy)
    {
        string Name(string task) => taxonomy.TryGet(task, out var found) ? found.Id : task;

        var nodes = (Gold: sample.Nodes.Select(Name).ToHashSet(StringComparer.Ordinal),
            Made: tasks.Select(Name).ToHashSet(StringComparer.Ordinal));
        var edges = (
            Gold: sample.Links.Select(link => (Name(link.From), Name(link.To))).ToHashSet(),
            Made: links.Select(link => (Name(link.From), Name(link.To))).ToHashSet());
        foreach (var tally in new[] { _all, Of(_languages, sample.Language), Of(_types, sample.Type) })
        {
            tally.Samples++;
            tally.Nodes.Add(nodes.Gold, nodes.Made);
            tally.Edges.Add(edges.Gold, edges.Made);
        }
    }

    public PlanningReport Report(double p50, double p95) => new(_all.Figures, Figures(_languages), Figures(_types), p50, p95);

    private static Dictionary<string, PlanningFigures> Figures(Dictionary<string, Tally> tallies) =>
        tallies.ToDictionary(pair => pair.Key, pair => pair.Value.Figures, StringComparer.Ordinal);

    private static Tally Of(Dictionary<string, Tally> tallies, string key)
    {
        if (!tallies.TryGetValue(key, out var tally))
        {
            tallies[key] = tally = new Tally();
        }

        return tally;
    }

    private sealed class Tally
    {
        public int Samples { get; set; }

        public F1 Nodes { get; } = new();

        public F1 Edges { get; } = new();

        public PlanningFigures Figures => new(Samples, Nodes.Percent, Edges.Percent);
    }
}
