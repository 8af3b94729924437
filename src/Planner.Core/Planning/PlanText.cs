using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Planner.Planning;

/// <summary>Writes plans as the controller LLM is to write them: <c>{"version":1,"steps":[…]}</c>, each step as short as it can be.</summary>
internal static class PlanText
{
    // The text goes into a prompt, not into a page: letters of all scripts stay as they are.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(IEnumerable<PlanStep> steps) =>
        new JsonObject { ["version"] = 1, ["steps"] = new JsonArray([.. steps.Select(Step)]) }.ToJsonString(Plain);

    private static JsonObject Step(PlanStep step)
    {
        var json = new JsonObject { ["id"] = step.Id, ["task"] = step.Task };
        Add(json, "instruction", step.Instruction.Length == 0 ? null : JsonValue.Create(step.Instruction));
        json["inputs"] = new JsonObject(step.Inputs.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ToJson())));
        Add(json, "parameters", step.Parameters.Count == 0 ? null : new JsonObject(step.Parameters.Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone()))));
        Add(json, "after", step.After.Count == 0 ? null : new JsonArray([.. step.After.Select(id => (JsonNode)id)]));
        Add(json, "for_each", step.ForEach?.ToJson());
        Add(json, "then", step.Then is null ? null : JsonValue.Create(step.Then));
        return json;
    }

    // What is not said costs no tokens.
    private static void Add(JsonObject json, string name, JsonNode? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }
    }
}
