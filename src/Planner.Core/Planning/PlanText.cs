using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Planner.Planning;

/// <summary>Writes plans as the controller LLM is to write them: <c>{"version":1,"steps":[…]}</c>, inputs as a list, since enforced schemas allow no open maps.</summary>
internal static class PlanText
{
    // The text goes into a prompt, not into a page: letters of all scripts stay as they are.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(IEnumerable<PlanStep> steps) =>
        new JsonObject { ["version"] = 1, ["steps"] = new JsonArray([.. steps.Select(Step)]) }.ToJsonString(Plain);

    private static JsonObject Step(PlanStep step) => new()
    {
        ["id"] = step.Id,
        ["task"] = step.Task,
        ["instruction"] = step.Instruction,
        ["inputs"] = new JsonArray([.. step.Inputs.Select(pair => new JsonObject { ["slot"] = pair.Key, ["value"] = pair.Value.ToJson() })]),
        ["parameters"] = new JsonArray([.. step.Parameters.Select(pair => new JsonObject { ["name"] = pair.Key, ["value"] = pair.Value?.DeepClone() })]),
        ["for_each"] = step.ForEach?.ToJson(),
        ["then"] = step.Then,
    };
}
