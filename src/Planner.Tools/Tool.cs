using System.Text.Json.Nodes;
using Planner.Catalog;

namespace Planner.Tools;

/// <summary>One tool of a source, as a plannable task.</summary>
public sealed record Tool
{
    /// <summary>Its name at the source.</summary>
    public required string Name { get; init; }

    /// <summary>The task that plans name; its id is <c>SOURCE.TOOL</c>.</summary>
    public required TaskType Task { get; init; }

    /// <summary>Whether a call that broke off may be made again: it changes nothing, or a second time changes nothing more.</summary>
    public bool Repeatable { get; init; }

    /// <summary>What the source needs to know to call it, such as the method and path of an HTTP operation.</summary>
    public JsonObject? Call { get; init; }
}
