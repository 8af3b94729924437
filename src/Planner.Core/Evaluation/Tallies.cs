using Planner.Catalog;
using Planner.Planning;

namespace Planner.Evaluation;

/// <summary>Counts hits over samples, in all and for each language and type.</summary>
internal sealed class Tallies
{
    private readonly Dictionary<string, Tally> _languages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Tally> _types = new(StringComparer.Ordinal);
    private readonly Tally _all = new();
    private readonly List<Outcome> _outcomes = [];

    public void Add(PlanningSample sample, IReadOnlyList<PlanStep> steps, double? confidence, TaskTaxonomy taxonomy)
    {
        var byId = steps.ToDictionary(step => step.Id, step => step.Task, StringComparer.Ordinal);
        Add(sample, byId.Values, new TaskGraph(steps).Edges.Select(edge => (byId[edge.From], byId[edge.To])), confidence, taxonomy);
    }

    public void Add(PlanningSample sample, IEnumerable<string> tasks, IEnumerable<(string From, string To)> links, double? confidence, TaskTaxonomy taxonomy)
    {
        string Name(string task) => taxonomy.TryGet(task, out var found) ? found.Id : task;

        (IReadOnlySet<string> Gold, IReadOnlySet<string> Made) nodes = (sample.Nodes.Select(Name).ToHashSet(StringComparer.Ordinal),
            tasks.Select(Name).ToHashSet(StringComparer.Ordinal));
        (IReadOnlySet<(string From, string To)> Gold, IReadOnlySet<(string From, string To)> Made) edges = (
            sample.Links.Select(link => (Name(link.From), Name(link.To))).ToHashSet(),
            links.Select(link => (Name(link.From), Name(link.To))).ToHashSet());
        foreach (var tally in new[] { _all, Of(_languages, sample.Language), Of(_types, sample.Type) })
        {
            tally.Samples++;
            tally.Nodes.Add(nodes.Gold, nodes.Made);
            tally.Edges.Add(edges.Gold, edges.Made);
        }

        _outcomes.Add(new Outcome(confidence ?? 1, nodes, edges));
    }

    public PlanningReport Report(double p50, double p95) => new(_all.Figures, Figures(_languages), Figures(_types), p50, p95) { Coverage = Coverage.Of(_outcomes) };

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
