using System.Text.Json.Nodes;
using Planner.Artifacts;

namespace Planner.Inference.HuggingFace.Http;

/// <summary>What a request carries: JSON, or the bytes of a file, or a form with a file; or nothing.</summary>
internal sealed record WireBody
{
    /// <summary>Nothing; the request is a GET.</summary>
    public static WireBody None { get; } = new();

    /// <summary>JSON.</summary>
    public JsonObject? Json { get; private init; }

    /// <summary>The file whose bytes are sent.</summary>
    public Artifact? File { get; private init; }

    /// <summary>The fields beside the file, when it is sent as a form.</summary>
    public IReadOnlyList<(string Name, string Value)>? Fields { get; private init; }

    /// <summary>A JSON body.</summary>
    public static WireBody Of(JsonObject json) => new() { Json = json };

    /// <summary>The bytes of a file as the body.</summary>
    public static WireBody Of(Artifact file) => new() { File = file };

    /// <summary>A form with a file in its field <c>file</c>.</summary>
    public static WireBody Form(Artifact file, IReadOnlyList<(string Name, string Value)> fields) => new() { File = file, Fields = fields };
}
