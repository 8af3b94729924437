using System.Globalization;

namespace Planner.Inference.HuggingFace.Hub;

/// <summary>Which models to list.</summary>
/// <param name="Task">Only of this task; null: all.</param>
/// <param name="Sort">By what, the most first: <c>downloads</c> or <c>lastModified</c>.</param>
/// <param name="PageSize">How many a page has, at most 500.</param>
internal sealed record HubQuery(string? Task, string Sort, int PageSize)
{
    /// <summary>All that a card needs.</summary>
    public static IReadOnlyList<string> Expanded { get; } =
    [
        "pipeline_tag", "private", "gated", "downloads", "likes", "lastModified", "library_name", "tags", "cardData", "safetensors", "config", "disabled",
        "inferenceProviderMapping",
    ];

    /// <summary>The path and query below the Hub.</summary>
    public string Path =>
        string.Create(CultureInfo.InvariantCulture, $"api/models?limit={PageSize}&sort={Sort}&{(Task is null ? "" : $"pipeline_tag={Uri.EscapeDataString(Task)}&")}")
        + string.Join('&', Expanded.Select(name => $"expand={name}"));
}
