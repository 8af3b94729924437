using System.ComponentModel;
using Planner.Artifacts;

namespace Planner.Runs;

/// <summary>A file of a request in JSON: one of the three says where it is.</summary>
public sealed record AttachmentSource
{
    /// <summary>A public web address; fetched by the server.</summary>
    [Description("A public http or https address that the server fetches the file from.")]
    public string? Url { get; init; }

    /// <summary>A file that the server has already.</summary>
    [Description("The id of a file that the server has already: uploaded with POST /api/artifacts, or made by a run.")]
    public string? ArtifactId { get; init; }

    /// <summary>The file itself.</summary>
    [Description("The file itself as data:TYPE;base64,DATA.")]
    public string? DataUrl { get; init; }

    /// <summary>The name by which the request's words refer to it.</summary>
    [Description("The name by which the request's words refer to it, such as page.png.")]
    public string? Name { get; init; }

    /// <summary>The source that a single text stands for: an artifact's id, a web address or a data URL; null when it is none of them.</summary>
    public static AttachmentSource? Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.StartsWith("a_", StringComparison.Ordinal) && !text.Contains(' ', StringComparison.Ordinal) ? new AttachmentSource { ArtifactId = text }
            : InlineFiles.IsDataUrl(text) ? new AttachmentSource { DataUrl = text }
            : text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? new AttachmentSource { Url = text }
            : null;
    }
}
