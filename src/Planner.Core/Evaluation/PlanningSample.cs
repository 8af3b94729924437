using System.Text.Json.Nodes;

namespace Planner.Evaluation;

/// <summary>A request with the plan that it should get.</summary>
public sealed record PlanningSample
{
    /// <summary>Its id in the file.</summary>
    public required string Id { get; init; }

    /// <summary>The request.</summary>
    public required string Request { get; init; }

    /// <summary>The names of the files that come with it.</summary>
    public IReadOnlyList<string> Attachments { get; init; } = [];

    /// <summary>The tasks of the plan.</summary>
    public required IReadOnlyList<string> Nodes { get; init; }

    /// <summary>Which task feeds which.</summary>
    public required IReadOnlyList<(string From, string To)> Links { get; init; }

    /// <summary><c>single</c>, <c>chain</c> or <c>dag</c>.</summary>
    public string Type { get; init; } = "";

    /// <summary>The request's language; <c>en</c> when the file does not say.</summary>
    public string Language { get; init; } = "en";

    /// <summary>Reads a file of JSON lines: <c>id, request, attachments?, nodes, links, type?, lang?</c>.</summary>
    /// <exception cref="FormatException">A line is not such a sample.</exception>
    public static IReadOnlyList<PlanningSample> Load(string path) => Lines.Read(path, "planning sample", "request, nodes and links", Read);

    private static PlanningSample Read(JsonObject json) => new()
    {
        Id = json["id"]?.ToString() ?? "",
        Request = Required(json, "request").GetValue<string>(),
        Attachments = Strings(json["attachments"]),
        Nodes = Strings(Required(json, "nodes")),
        Links = [.. Required(json, "links").AsArray().Select(link => (link![0]!.GetValue<string>(), link[1]!.GetValue<string>()))],
        Type = json["type"]?.GetValue<string>() ?? "",
        Language = json["lang"]?.GetValue<string>() ?? "en",
    };

    private static JsonNode Required(JsonObject json, string name) =>
        json[name] ?? throw new KeyNotFoundException($"\"{name}\" is missing.");

    private static IReadOnlyList<string> Strings(JsonNode? list) => [.. (list as JsonArray ?? []).Select(item => item!.GetValue<string>())];
}
