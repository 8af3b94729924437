using System.ComponentModel;

namespace Planner.Server.Runs;

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
}
