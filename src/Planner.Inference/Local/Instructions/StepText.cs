using System.Text.Json.Nodes;
using Planner.Planning;

namespace Planner.Inference.Local.Instructions;

/// <summary>What a step says before it runs.</summary>
internal static class StepText
{
    /// <summary>The literal text in a slot; null when it is not there or comes from elsewhere.</summary>
    public static string? Literal(PlanStep step, string slot) =>
        step.Inputs.GetValueOrDefault(slot) is { } input && !input.References.Any() && input.ToJson() is JsonValue value && value.TryGetValue<string>(out var text)
            ? text.Replace("@@", "@", StringComparison.Ordinal)
            : null;
}
