using System.Text.Json;
using System.Text.Json.Nodes;
using Planner.Catalog;
using Planner.Matching;
using Planner.Routing;

namespace Planner.Evaluation;

/// <summary>A catalog that comes with labelled requests: cards whose tasks are the data's own domains.</summary>
/// <param name="Cards">The cards.</param>
/// <param name="Taxonomy">Our tasks, which answer to the names of the domains too.</param>
public sealed record MatchingCatalog(IReadOnlyList<ModelCard> Cards, TaskTaxonomy Taxonomy)
{
    // What APIBench puts before the name of a task.
    private static readonly string[] Areas = ["Natural Language Processing ", "Computer Vision ", "Multimodal ", "Audio ", "Tabular ", "Reinforcement Learning "];

    /// <summary>Reads JSON lines with <c>id, domain, domains?, description, functionality?, performance?, framework?</c> (APIBench, arXiv 2305.15334).</summary>
    /// <param name="path">The file.</param>
    /// <param name="taxonomy">Our tasks.</param>
    /// <exception cref="FormatException">A line is no such card.</exception>
    public static MatchingCatalog Load(string path, TaskTaxonomy taxonomy)
    {
        ArgumentNullException.ThrowIfNull(taxonomy);
        var cards = Lines.Read(path, "model card", "id, domain and description", Card);
        var domains = cards.SelectMany(card => card.Tasks).Distinct(StringComparer.Ordinal).ToLookup(domain => TaskOf(domain, taxonomy)?.Id);
        return new MatchingCatalog(cards, new TaskTaxonomy(taxonomy.Tasks.Select(task => task with { Aliases = [.. task.Aliases, .. domains[task.Id]] })));
    }

    /// <summary>The program's own search, over these cards.</summary>
    public IModelSearch Search()
    {
        var catalog = new ModelCatalog(Cards);
        return new CatalogSearch(catalog, new CatalogIndex(catalog, null, Taxonomy, null), new BackendReach(new BackendRegistry([], [], null)));
    }

    private static TaskType? TaskOf(string domain, TaskTaxonomy taxonomy)
    {
        foreach (var area in Areas.Append(""))
        {
            if (domain.StartsWith(area, StringComparison.Ordinal)
                && (taxonomy.TryGet(domain[area.Length..], out var task) || taxonomy.TryGet(domain[area.Length..].Replace(' ', '-'), out task)))
            {
                return task;
            }
        }

        return null;
    }

    private static ModelCard Card(JsonObject line)
    {
        string[] domains = [Text(line, "domain"), .. Strings(line["domains"])];
        string[] more = [.. Strings(line["functionality"]), line["performance"]?.GetValue<string>() ?? ""];
        return new ModelCard
        {
            Id = Text(line, "id"),
            Tasks = [.. domains.Distinct(StringComparer.Ordinal)],
            Description = string.Join(' ', [Text(line, "description"), .. more]).TrimEnd(),
            Library = Strings(line["framework"]).FirstOrDefault(),
        };
    }

    private static string Text(JsonObject line, string name) =>
        line[name]?.GetValue<string>() ?? throw new JsonException($"\"{name}\" is missing.");

    private static IEnumerable<string> Strings(JsonNode? list) => (list as JsonArray ?? []).Select(item => item!.GetValue<string>());
}
