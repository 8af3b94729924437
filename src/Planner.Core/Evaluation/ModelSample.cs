using System.Text.Json;
using System.Text.Json.Nodes;

namespace Planner.Evaluation;

/// <summary>A call of a task with the result that is right.</summary>
/// <param name="Inputs">The inputs by slot, as <c>POST /api/models/run</c> takes them.</param>
/// <param name="Parameters">The task's parameters; null: none.</param>
/// <param name="Instruction">What is wanted in words; null: nothing more than the task.</param>
/// <param name="Expected">
/// What is right, by what the task gives: of labels the label (or several that are right), of text the text (or several), of scores numbers or the place of the
/// highest, of spans and boxes their list.
/// </param>
public sealed record ModelSample(JsonObject Inputs, JsonObject? Parameters, string? Instruction, JsonNode Expected)
{
    /// <summary>Reads a file of JSON lines: <c>inputs, expected</c>, and where there are any <c>parameters</c> and <c>instruction</c>.</summary>
    /// <exception cref="FormatException">A line is not such a sample.</exception>
    public static IReadOnlyList<ModelSample> Load(string path) => Lines.Read(path, "labelled call", "inputs (an object) and expected", line => new ModelSample(
        line["inputs"] as JsonObject ?? throw new JsonException("\"inputs\" is missing."),
        line["parameters"] as JsonObject,
        line["instruction"]?.GetValue<string>(),
        line["expected"] ?? throw new JsonException("\"expected\" is missing.")));
}
