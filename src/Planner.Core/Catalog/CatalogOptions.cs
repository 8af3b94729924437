namespace Planner.Catalog;

/// <summary>Where the tasks and model cards are.</summary>
public sealed class CatalogOptions
{
    /// <summary>The name of the folder that is shipped.</summary>
    public const string ShippedFolder = "model-catalog";

    /// <summary>The folder with <c>tasks.json</c> and <c>models.jsonl</c>; by default the nearest <c>model-catalog</c> at or above the program's own folder.</summary>
    public string Folder { get; set; } = Shipped.Find(ShippedFolder);

    /// <summary>
    /// A folder whose <c>*.jsonl</c> files hold the user's own cards, by default <c>models</c> in <c>PLANNER_HOME</c>. It need not exist;
    /// null or empty: none.
    /// </summary>
    public string? UserFolder { get; set; } = Path.Combine(PlannerHome.Folder, "models");

    /// <summary>Where the index of many cards is kept, by default <c>index</c> in <c>PLANNER_HOME</c>; it can be deleted at any time. Null: it is made anew at each start.</summary>
    public string? IndexFolder { get; set; } = Path.Combine(PlannerHome.Folder, "index");

    /// <summary>The shipped cards.</summary>
    public string ModelsFile => Path.Combine(Folder, "models.jsonl");

    /// <summary>The taxonomy.</summary>
    public string TasksFile => Path.Combine(Folder, "tasks.json");
}
