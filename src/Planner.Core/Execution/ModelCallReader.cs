using System.Text.Json;
using System.Text.Json.Nodes;
using Planner.Catalog;
using Planner.Inference;
using Planner.Matching;
using Planner.Routing;
using Planner.Runs;
using Planner.Values;

namespace Planner.Execution;

/// <summary>Reads calls of one model that come as JSON: those of <c>/api/models/run</c> and of agents.</summary>
public sealed class ModelCallReader(IModelSearch models, TaskTaxonomy taxonomy, AttachmentReader files)
{
    /// <summary>Reads a call; files that come with it are stored.</summary>
    /// <exception cref="BadRequestException">There is no such model, task or input.</exception>
    /// <exception cref="Artifacts.ArtifactException">A file can't be taken.</exception>
    public async Task<ModelCall> ReadAsync(RunModelRequest request, Caller caller, Egress ceiling, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (models.Find(request.Model)?.Card is not { } card)
        {
            throw new BadRequestException($"There is no model '{request.Model}'. Search for one that can run here.");
        }

        if (!taxonomy.TryGet(request.Task ?? card.Tasks[0], out var task))
        {
            throw new BadRequestException($"There is no task '{request.Task}'. {card.Id} does {string.Join(", ", card.Tasks)}.");
        }

        var inputs = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach (var (name, json) in request.Inputs)
        {
            var slot = task.Slot(name) ?? throw new BadRequestException($"{task.Id} has no input '{name}'. It takes {string.Join(", ", task.Inputs.Select(slot => slot.Name))}.");
            inputs[name] = await ReadAsync(slot, json, caller, ceiling, cancellationToken);
        }

        return new ModelCall
        {
            Model = card.Id,
            Task = task.Id,
            Inputs = inputs,
            Parameters = request.Parameters?.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal) ?? [],
            Instruction = request.Instruction ?? "",
            Ceiling = ceiling,
        };
    }

    private async Task<Value> ReadAsync(TaskSlot slot, JsonNode? json, Caller caller, Egress ceiling, CancellationToken cancellationToken)
    {
        var takesFiles = slot.Accepts.Any(Modalities.IsMedia) || slot.Accepts.Contains(Modality.Table);
        switch (json)
        {
            case JsonObject source when source.ContainsKey("artifactId") || source.ContainsKey("url") || source.ContainsKey("dataUrl"):
                return new ArtifactValue(await files.ReadAsync(source.Deserialize<AttachmentSource>(JsonSerializerOptions.Web)!, caller, ceiling, cancellationToken));
            case JsonValue text when text.TryGetValue<string>(out var words):
                return takesFiles && AttachmentSource.Of(words) is { } file
                    ? new ArtifactValue(await files.ReadAsync(file, caller, ceiling, cancellationToken))
                    : new TextValue(words);
            case JsonArray items when slot.Many || items.All(item => item is JsonObject):
                var values = new List<Value>();
                foreach (var item in items)
                {
                    values.Add(await ReadAsync(slot, item, caller, ceiling, cancellationToken));
                }

                return new ListValue(values);
            default:
                return new StructuredValue(slot.Accepts[0], JsonSerializer.SerializeToElement(json));
        }
    }
}
