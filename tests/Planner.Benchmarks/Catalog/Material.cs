using Planner.Catalog;
using Planner.Evaluation;

namespace Planner.Benchmarks.Catalog;

/// <summary>The real cards and requests that a benchmark starts from.</summary>
internal static class Material
{
    private static readonly string Root = Above("model-catalog");

    /// <summary>The tasks.</summary>
    public static TaskTaxonomy Taxonomy { get; } = TaskTaxonomy.Load(Path.Combine(Root, "model-catalog", "tasks.json"));

    /// <summary>The cards of APIBench.</summary>
    public static MatchingCatalog Catalog { get; } = MatchingCatalog.Load(Data("catalog.jsonl"), Taxonomy);

    /// <summary>Its development requests, each with the card that it was written for.</summary>
    public static IReadOnlyList<MatchingSample> Requests { get; } = [.. MatchingSample.Load(Data("queries.dev.jsonl"))];

    private static string Data(string name) => Path.Combine(Root, "..", "shared", "eval", "apibench", name) is var path && File.Exists(path)
        ? path
        : throw new FileNotFoundException($"There is no '{path}'. The benchmark needs the cards and requests of APIBench there.");

    private static string Above(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(Path.Combine(folder.FullName, name)) && File.Exists(Path.Combine(folder.FullName, "Planner.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("The benchmark must be run inside the project's folder.");
    }
}
