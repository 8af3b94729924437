using System.Text.Json;
using System.Text.Json.Nodes;
using Planner.Catalog;
using Planner.Inference;
using Planner.Values;

namespace Planner.Tools;

/// <summary>
/// Turns a tool's JSON schema into the slots and parameters of a task, and a step back into arguments. Texts, objects and lists are slots, which
/// earlier steps can fill; numbers, flags and choices are parameters, which the controller sets.
/// </summary>
internal static class ToolSchema
{
    private const int MaxDescription = 1_000;

    /// <summary>A tool as a task.</summary>
    /// <param name="source">The source's name.</param>
    /// <param name="name">The tool's name.</param>
    /// <param name="description">What it does, as the source says.</param>
    /// <param name="schema">The schema of its arguments, an object's.</param>
    public static TaskType Task(string source, string name, string? description, JsonElement schema)
    {
        var required = Strings(schema, "required").ToHashSet(StringComparer.Ordinal);
        var slots = new List<TaskSlot>();
        var parameters = new List<TaskParameter>();
        foreach (var (property, type) in Properties(schema))
        {
            if (Accepts(type) is { } modality)
            {
                slots.Add(new TaskSlot { Name = property, Accepts = [modality], Optional = !required.Contains(property), Many = TypeOf(type) == "array" });
            }
            else
            {
                var choices = Strings(type, "enum").ToList();
                parameters.Add(new TaskParameter
                {
                    Name = property,
                    Type = TypeOf(type) is "integer" or "number" or "boolean" ? TypeOf(type) : "string",
                    Description = string.Join(' ', ((string?[])[
                        Text(type, "description"), choices.Count > 0 ? $"One of {string.Join(", ", choices)}." : null, required.Contains(property) ? "Required." : null]).OfType<string>()),
                });
            }
        }

        var words = ToolNames.Words(name);
        var asked = slots.Where(slot => slot is { Required: true, Many: false } && slot.Accepts[0] == Modality.Text).ToList();
        return new TaskType
        {
            Id = ToolNames.TaskId(source, name),
            Group = "tool",
            Description = Shorten(string.IsNullOrWhiteSpace(description) ? $"{string.Join(' ', words)} ({source})." : description.Trim()),
            Inputs = slots,
            Output = Modality.Any,
            Parameters = parameters,
            Aliases = [name],
            Cues = new Dictionary<string, IReadOnlyList<string>> { ["en"] = [string.Join(' ', words)] },
            Prompt = asked is [var only] ? only.Name : null,
        };
    }

    /// <summary>The arguments of a call, by name.</summary>
    /// <exception cref="ToolException">A file is given where a tool takes JSON.</exception>
    public static Dictionary<string, JsonNode?> Arguments(Tool tool, InferenceRequest request)
    {
        var arguments = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var (name, value) in request.Inputs)
        {
            var node = Node(value, name, tool);
            arguments[name] = tool.Task.Slot(name) is { Many: true } && node is not JsonArray ? new JsonArray(node) : node;
        }

        foreach (var parameter in tool.Task.Parameters.Where(parameter => request.Parameters.ContainsKey(parameter.Name)))
        {
            arguments[parameter.Name] = request.Parameters[parameter.Name]?.DeepClone();
        }

        return arguments;
    }

    private static JsonNode? Node(Value value, string slot, Tool tool) => value switch
    {
        TextValue text => JsonValue.Create(text.Text),
        StructuredValue structured => JsonNode.Parse(structured.Json.GetRawText()),
        ListValue list => new JsonArray([.. list.Items.Select(item => Node(item, slot, tool))]),
        _ => throw new ToolException($"{tool.Task.Id} takes JSON as '{slot}', and {value.Modality.Name()} is given. Let a step read the file first."),
    };

    // Free text can come from anywhere, and so can lists and objects; a choice, a number or a flag is a setting.
    private static Modality? Accepts(JsonElement type) => TypeOf(type) switch
    {
        "string" when !type.TryGetProperty("enum", out _) => Modality.Text,
        "array" when type.TryGetProperty("items", out var items) && TypeOf(items) == "string" => Modality.Text,
        "array" or "object" or "" => Modality.Any,
        _ => null,
    };

    private static string TypeOf(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            return "";
        }

        if (schema.TryGetProperty("type", out var type))
        {
            return type.ValueKind == JsonValueKind.String ? type.GetString()!
                : type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(one => one.GetString() ?? "").FirstOrDefault(one => one != "null") ?? ""
                : "";
        }

        // A nullable member is often written as one of a type and null.
        return schema.TryGetProperty("anyOf", out var any) && any.ValueKind == JsonValueKind.Array
            ? any.EnumerateArray().Select(TypeOf).FirstOrDefault(one => one is not ("null" or "")) ?? ""
            : schema.TryGetProperty("enum", out _) ? "string" : "";
    }

    private static IEnumerable<(string Name, JsonElement Type)> Properties(JsonElement schema) =>
        schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object
            ? properties.EnumerateObject().Select(property => (property.Name, property.Value))
            : [];

    private static IEnumerable<string> Strings(JsonElement schema, string name) =>
        schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Select(item => item.ToString())
            : [];

    private static string? Text(JsonElement schema, string name) =>
        schema.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private static string Shorten(string text) => text.Length <= MaxDescription ? text : text[..(MaxDescription - 1)] + "…";
}
