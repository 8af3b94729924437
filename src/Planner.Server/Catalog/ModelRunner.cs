using System.Text.Json;
using System.Text.Json.Nodes;
using Planner.Artifacts;
using Planner.Catalog;
using Planner.Inference;
using Planner.Routing;
using Planner.Server.Hosting;
using Planner.Server.Problems;
using Planner.Server.Runs;
using Planner.Values;

namespace Planner.Server.Catalog;

/// <summary>Calls one model with inputs that came as JSON, for <c>/api/models/run</c> and the tools of agents.</summary>
internal sealed class ModelRunner(ServedModels models, AttachmentReader files)
{
    /// <summary>Calls it.</summary>
    /// <exception cref="ProblemException">There is no such model or task, an input does not fit, or the model failed.</exception>
    public async Task<ModelResult> RunAsync(RunModelRequest request, Caller caller, CancellationToken cancellationToken)
    {
        ArtifactStore.ActAs(caller.User);
        var model = models.Require(request.Model);
        var task = models.RequireTask(request.Task ?? model.Card.Tasks[0]);
        var inputs = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach (var (name, json) in request.Inputs)
        {
            var slot = task.Slot(name) ?? throw Problem.BadRequest(
                $"{task.Id} has no input '{name}'.", $"It takes {string.Join(", ", task.Inputs.Select(slot => slot.Name))}.").AsException();
            inputs[name] = await ReadAsync(slot, json, caller, cancellationToken);
        }

        var value = await models.CallAsync(
            new ModelCall
            {
                Model = model.Card.Id,
                Task = task.Id,
                Inputs = inputs,
                Parameters = request.Parameters?.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal) ?? [],
                Instruction = request.Instruction ?? "",
            },
            cancellationToken);
        return new ModelResult(model.Card.Id, task.Id, value, ValueText.Of(value), ModelResult.FilesIn(value));
    }

    private async Task<Value> ReadAsync(TaskSlot slot, JsonNode? json, Caller caller, CancellationToken cancellationToken)
    {
        switch (json)
        {
            case JsonObject source when source.ContainsKey("artifactId") || source.ContainsKey("url") || source.ContainsKey("dataUrl"):
                return new ArtifactValue(await files.ReadAsync(source.Deserialize<AttachmentSource>(JsonSerializerOptions.Web)!, caller, Egress.Cloud, cancellationToken));
            case JsonValue text when text.TryGetValue<string>(out var words):
                return slot.Accepts.Any(Modalities.IsMedia) && InlineFiles.IsDataUrl(words)
                    ? new ArtifactValue(await files.ReadAsync(new AttachmentSource { DataUrl = words }, caller, Egress.Cloud, cancellationToken))
                    : new TextValue(words);
            case JsonArray items when slot.Many || items.All(item => item is JsonObject):
                var values = new List<Value>();
                foreach (var item in items)
                {
                    values.Add(await ReadAsync(slot, item, caller, cancellationToken));
                }

                return new ListValue(values);
            default:
                return new StructuredValue(slot.Accepts[0], JsonSerializer.SerializeToElement(json));
        }
    }
}
