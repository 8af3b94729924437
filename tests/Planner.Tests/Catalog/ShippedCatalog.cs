using Planner.Catalog;

namespace Planner.Tests.Catalog;

/// <summary>The repository's own catalog, found by walking up from the test's folder.</summary>
internal static class ShippedCatalog
{
    public static CatalogOptions Options { get; } = new() { UserFolder = null };

    public static ModelCatalog Load() => ModelCatalog.Load(Options, Taxonomy());

    /// <summary>The shipped taxonomy; while the file is not there, one of the tasks that the cards themselves name.</summary>
    public static TaskTaxonomy Taxonomy() => File.Exists(Options.TasksFile) ? TaskTaxonomy.Load(Options.TasksFile) : Tasks.Named(Named());

    public static void SkipWithoutTasks() => Assert.SkipUnless(File.Exists(Options.TasksFile), $"'{Options.TasksFile}' is not there; it comes with the taxonomy.");

    private static IEnumerable<string> Named() => File.ReadLines(Options.ModelsFile)
        .SelectMany(line => System.Text.Json.Nodes.JsonNode.Parse(line)!["tasks"]!.AsArray().Select(task => task!.GetValue<string>()))
        .Distinct();
}
