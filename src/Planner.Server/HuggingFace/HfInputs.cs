using System.Text.Json;
using System.Text.Json.Nodes;
using Planner.Artifacts;
using Planner.Catalog;
using Planner.Server.Hosting;
using Planner.Server.Problems;
using Planner.Values;

namespace Planner.Server.HuggingFace;

/// <summary>Puts what a call of Hugging Face's form carries into the slots of a task.</summary>
/// <param name="task">The task.</param>
/// <param name="payload">The call's body.</param>
/// <param name="inputs">Its inputs, or one of several.</param>
internal sealed class HfInputs(TaskType task, HfPayload payload, JsonNode? inputs)
{
    private const string Prompt = "prompt";

    // How Hugging Face names what the taxonomy names otherwise.
    private static readonly Dictionary<string, string[]> Aliases = new(StringComparer.Ordinal)
    {
        ["query"] = ["question"],
        ["data"] = ["table"],
        ["texts"] = ["documents"],
        ["prompt"] = ["text"],
        ["inputs"] = ["text", "image", "audio"],
    };

    private static readonly Dictionary<string, string> Renamed = new(StringComparer.Ordinal)
    {
        ["src_lang"] = "source_language",
        ["tgt_lang"] = "target_language",
    };

    /// <summary>Whether all that the task needs is there.</summary>
    public bool IsComplete => Given() is { } given && task.Inputs.All(slot => slot.Optional || given.ContainsKey(slot));

    /// <summary>What is wanted in words, where a task takes that beside its inputs.</summary>
    public string Instruction => payload.Parameters.Text(Prompt) ?? payload.Parameters.Text("instruction") ?? "";

    /// <summary>The parameters that are no inputs, under the taxonomy's names.</summary>
    public IReadOnlyDictionary<string, JsonNode?> Parameters =>
        payload.Parameters.Where(pair => task.Slot(pair.Key) is null).ToDictionary(pair => Renamed.GetValueOrDefault(pair.Key, pair.Key), pair => pair.Value, StringComparer.Ordinal);

    /// <summary>The values; files that came inside the JSON are stored.</summary>
    /// <exception cref="ProblemException">Something is missing or malformed.</exception>
    public async Task<IReadOnlyDictionary<string, Value>> ReadAsync(ArtifactStore store, CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach (var (slot, json) in Given() ?? throw Misfit())
        {
            values[slot.Name] = json is null ? new ArtifactValue(payload.File!) : await ReadAsync(slot, json, store, cancellationToken);
        }

        return task.Inputs.FirstOrDefault(slot => slot.Required && !values.ContainsKey(slot.Name)) is null ? values : throw Misfit();
    }

    private ProblemException Misfit() => Problem.BadRequest(
        $"{task.Id} takes {string.Join(" and ", task.Inputs.Where(slot => slot.Required).Select(slot => $"'{slot.Name}' ({string.Join(" or ", slot.Accepts.Select(Modalities.Name))})"))}, which these inputs do not have.",
        "Send {\"inputs\": …, \"parameters\": {…}}, or the file itself.").AsException();

    /// <summary>What is given for each slot, with null for the file in the body; null when something in it belongs to no slot.</summary>
    private Dictionary<TaskSlot, JsonNode?>? Given()
    {
        var given = new Dictionary<TaskSlot, JsonNode?>();
        if (payload.File is { } file)
        {
            var modality = MediaTypes.ModalityOf(file.MediaType);
            var slot = task.Inputs.FirstOrDefault(slot => slot.Distance(modality) == 0) ?? task.Inputs.FirstOrDefault(slot => slot.Distance(modality) is not null);
            if (slot is null)
            {
                return null;
            }

            given.Add(slot, null);
        }
        else if (inputs is JsonObject members && !IsTable(members))
        {
            foreach (var (name, value) in members)
            {
                if (Named(name) is not { } slot || value is null)
                {
                    return null;
                }

                given[slot] = value;
            }
        }
        else if (inputs is not null && task.Inputs is [var first, ..])
        {
            given.Add(first, inputs);
        }

        foreach (var slot in task.Inputs.Where(slot => !given.ContainsKey(slot)))
        {
            if ((payload.Parameters[slot.Name] ?? (slot.Accepts.Contains(Modality.Text) ? payload.Parameters[Prompt] : null)) is { } value)
            {
                given.Add(slot, value);
            }
        }

        return given;
    }

    // A table task may be given nothing but the columns.
    private bool IsTable(JsonObject members) => task.Inputs is [{ Accepts: [Modality.Table] }] && !members.ContainsKey("data") && !members.ContainsKey("table");

    private TaskSlot? Named(string name) =>
        task.Slot(name) ?? Aliases.GetValueOrDefault(name, []).Select(task.Slot).FirstOrDefault(slot => slot is not null);

    private static async Task<Value> ReadAsync(TaskSlot slot, JsonNode json, ArtifactStore store, CancellationToken cancellationToken)
    {
        if (json is JsonArray items && (slot.Many || slot.Accepts.Contains(Modality.Labels)))
        {
            var values = new List<Value>();
            foreach (var item in items)
            {
                values.Add(await ReadAsync(slot, item ?? "", store, cancellationToken));
            }

            return new ListValue(values);
        }

        var text = json is JsonValue value && value.TryGetValue<string>(out var words) ? words : null;
        if (slot.Accepts.Contains(Modality.Table))
        {
            return text is null ? Table(json) : text.TrimStart().StartsWith('{') ? Table(JsonResponses.Parse(text)!) : await StoreTableAsync(text, store, cancellationToken);
        }

        if (text is not null && slot.Accepts.Any(Modalities.IsMedia) && (!slot.Accepts.Contains(Modality.Text) || InlineFiles.IsDataUrl(text) || InlineFiles.IsBase64(text)))
        {
            return new ArtifactValue(await InlineFiles.StoreAsync(store, text, null, cancellationToken));
        }

        return new TextValue(text ?? json.ToJsonString());
    }

    private static async Task<ArtifactValue> StoreTableAsync(string text, ArtifactStore store, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text), writable: false);
        return new ArtifactValue(await store.PutAsync(bytes, "table.csv", cancellationToken));
    }

    // Columns by name, each with its cells, become rows.
    private static StructuredValue Table(JsonNode json)
    {
        if (json is JsonObject { Count: 2 } own && own["columns"] is JsonArray && own["rows"] is JsonArray)
        {
            return new StructuredValue(Modality.Table, JsonSerializer.SerializeToElement(own));
        }

        if (json is not JsonObject columns || columns.Any(column => column.Value is not JsonArray))
        {
            throw Problem.BadRequest("The table is not of the form {\"column\": [\"cell\", …], …}.", "Give each column its list of cells.").AsException();
        }

        var cells = columns.Select(column => column.Value!.AsArray()).ToList();
        var rows = Enumerable.Range(0, cells.Count == 0 ? 0 : cells.Max(column => column.Count))
            .Select(row => new JsonArray([.. cells.Select(column => (JsonNode?)(row < column.Count ? column[row]?.ToString() : "") ?? "")]));
        var table = new JsonObject
        {
            ["columns"] = new JsonArray([.. columns.Select(column => (JsonNode)column.Key)]),
            ["rows"] = new JsonArray([.. rows]),
        };
        return new StructuredValue(Modality.Table, JsonSerializer.SerializeToElement(table));
    }
}
