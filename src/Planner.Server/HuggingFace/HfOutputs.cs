using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Planner.Artifacts;
using Planner.Catalog;
using Planner.Values;

namespace Planner.Server.HuggingFace;

/// <summary>Writes values as Hugging Face's clients read them; facts in the schemas of <c>huggingface.js</c>.</summary>
internal static class HfOutputs
{
    /// <summary>The result of one call as JSON; null for a file that is the whole answer.</summary>
    /// <param name="task">The task.</param>
    /// <param name="value">What the model gave.</param>
    /// <param name="inputs">What it was given, to say where in it an answer stands.</param>
    /// <param name="parameters">The call's parameters.</param>
    /// <param name="store">Where files are.</param>
    /// <param name="cancellationToken">Stops reading files.</param>
    public static async Task<JsonNode?> WriteAsync(
        TaskType task, Value value, IReadOnlyDictionary<string, Value> inputs, IReadOnlyDictionary<string, JsonNode?> parameters, ArtifactStore store, CancellationToken cancellationToken)
    {
        var text = ValueText.Of(value) ?? "";
        return task.Id switch
        {
            "text-classification" => new JsonArray(Json(value)),
            "question-answering" => HfAnswers.FromText(text, ValueText.Of(inputs["context"]) ?? "", value.Confidence),
            "table-question-answering" => HfAnswers.FromTable(text, value.Sources, inputs["table"]),
            "document-question-answering" or "visual-question-answering" => new JsonArray(new JsonObject { ["answer"] = text, ["score"] = value.Confidence ?? 0 }),
            "summarization" => Only("summary_text", text),
            "translation" => Only("translation_text", text),
            "automatic-speech-recognition" => Transcript(text, value, parameters),
            "text-generation" => Only("generated_text", text),
            "audio-to-audio" => new JsonArray([.. await FilesAsync(value, store, (file, blob) => new JsonObject { ["label"] = Path.GetFileNameWithoutExtension(file.Name), ["blob"] = blob, ["content-type"] = file.MediaType }, cancellationToken)]),
            "image-segmentation" => new JsonArray([.. await FilesAsync(value, store, (file, mask) => new JsonObject { ["label"] = Path.GetFileNameWithoutExtension(file.Name), ["mask"] = mask }, cancellationToken)]),
            "tabular-classification" or "tabular-regression" => LastColumn(Json(value)),
            _ when task.Output == Modality.Text => new JsonObject { ["generated_text"] = text },
            _ when value is StructuredValue or TextValue => Json(value),
            _ => null,
        };
    }

    /// <summary>The file that is the answer, when the result is media.</summary>
    public static Artifact? File(Value value) => value switch
    {
        ArtifactValue file => file.Artifact,
        ListValue { Items: [ArtifactValue file, ..] } => file.Artifact,
        _ => null,
    };

    private static JsonArray Only(string name, string text) => [new JsonObject { [name] = text }];

    private static JsonNode? Json(Value value) => value switch
    {
        StructuredValue structured => JsonSerializer.SerializeToNode(structured.Json),
        TextValue text => text.Text,
        _ => null,
    };

    private static JsonObject Transcript(string text, Value value, IReadOnlyDictionary<string, JsonNode?> parameters)
    {
        var transcript = new JsonObject { ["text"] = text };
        if (parameters.GetValueOrDefault("return_timestamps") is not null)
        {
            transcript["chunks"] = new JsonArray([.. value.Sources.Where(source => source is { From: not null, To: not null }).Select(source => new JsonObject
            {
                ["text"] = source.Covers?.In(text).ToString() ?? text,
                ["timestamp"] = new JsonArray(source.From!.Value, source.To!.Value),
            })]);
        }

        return transcript;
    }

    private static JsonArray LastColumn(JsonNode? table) =>
        [.. (table?["rows"] as JsonArray ?? []).OfType<JsonArray>().Select(row => row.LastOrDefault()?.ToString())
            .Select(cell => (JsonNode)(double.TryParse(cell, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : JsonValue.Create(cell ?? "")))];

    private static async Task<List<JsonNode>> FilesAsync(Value value, ArtifactStore store, Func<Artifact, string, JsonObject> write, CancellationToken cancellationToken)
    {
        var files = new List<JsonNode>();
        foreach (var file in (value is ListValue list ? list.Items : [value]).OfType<ArtifactValue>().Select(item => item.Artifact))
        {
            files.Add(write(file, Convert.ToBase64String(await System.IO.File.ReadAllBytesAsync(store.PathOf(file), cancellationToken))));
        }

        return files;
    }
}
