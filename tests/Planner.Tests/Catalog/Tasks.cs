using Planner.Catalog;
using Planner.Values;

namespace Planner.Tests.Catalog;

/// <summary>Taxonomies for tests.</summary>
internal static class Tasks
{
    public static TaskTaxonomy Named(IEnumerable<string> ids) => new(ids.Select(id => new TaskType
    {
        Id = id,
        Group = "other",
        Description = id,
        Inputs = [],
        Output = Modality.Text,
        Aliases = id == "automatic-speech-recognition" ? ["asr"] : [],
    }));

    public static TaskTaxonomy Some { get; } = Named(["translation", "summarization", "automatic-speech-recognition", "image-to-text"]);
}
