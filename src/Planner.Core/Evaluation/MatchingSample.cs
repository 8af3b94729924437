using System.Text.Json;
using System.Text.Json.Nodes;

namespace Planner.Evaluation;

/// <summary>A request for one model, with the model that its author had in mind.</summary>
/// <param name="Query">The request, in words.</param>
/// <param name="Model">The id of that model; others may serve as well.</param>
/// <param name="Domain">What kind of task it is, as the catalog of the data names it.</param>
public sealed record MatchingSample(string Query, string Model, string Domain)
{
    /// <summary>Reads a file of JSON lines: <c>query, gold_model, gold_domain</c>.</summary>
    /// <exception cref="FormatException">A line is not such a sample.</exception>
    public static IReadOnlyList<MatchingSample> Load(string path) => Lines.Read(path, "matching sample", "query, gold_model and gold_domain", line =>
        new MatchingSample(Text(line, "query"), Text(line, "gold_model"), Text(line, "gold_domain")));

    private static string Text(JsonObject line, string name) =>
        line[name]?.GetValue<string>() ?? throw new JsonException($"\"{name}\" is missing.");
}
