using System.ComponentModel.DataAnnotations;
using Planner.Catalog;

namespace Planner.Routes;

/// <summary>How chat messages find their model, <c>Planner:Routes</c>.</summary>
public sealed class RouteOptions
{
    /// <summary>The section's key.</summary>
    public const string Section = "Planner:Routes";

    /// <summary>The routes that are shipped.</summary>
    public string File { get; set; } = Path.Combine(Shipped.Find(CatalogOptions.ShippedFolder), "routes.json");

    /// <summary>The user's own routes, by default <c>routes.json</c> in <c>PLANNER_HOME</c>; one stands in for the shipped one of its name. Need not exist; null: none.</summary>
    public string? UserFile { get; set; } = Path.Combine(PlannerHome.Folder, "routes.json");

    /// <summary>A small chat model that names the route, by its id in the catalog, such as <c>katanemo/Arch-Router-1.5B</c>; null: the embedded router does.</summary>
    public string? Model { get; set; }

    /// <summary>How many seconds that model has; then the embedded router decides.</summary>
    [Range(0.05, 60)]
    public double Seconds { get; set; } = 2;

    /// <summary>How many earlier turns of the conversation it sees.</summary>
    [Range(0, 100)]
    public int Turns { get; set; } = 8;

    /// <summary>How much a route that names a model counts beside what the model's own card says, which counts 1.</summary>
    [Range(0, 10)]
    public double Weight { get; set; } = 0.3;
}
