using System.Text.Json.Nodes;
using Planner.Planning;

namespace Planner.Tests.Testing;

/// <summary>Short ways to write steps.</summary>
public static class Steps
{
    public static PlanStep Step(string id, string task, params (string Slot, string Input)[] inputs) => new()
    {
        Id = id,
        Task = task,
        Instruction = $"Do {id}",
        Inputs = inputs.ToDictionary(pair => pair.Slot, pair => StepInput.Parse(pair.Input)),
    };

    /// <summary>A step from text to text.</summary>
    public static PlanStep TextStep(string id, string text) => Step(id, "summarization", ("text", text));

    /// <summary>A step from text to text over several inputs.</summary>
    public static PlanStep TextStep(string id, params string[] texts) => new()
    {
        Id = id,
        Task = "summarization",
        Instruction = $"Do {id}",
        Inputs = new Dictionary<string, StepInput>
        {
            ["text"] = StepInput.Parse(new JsonArray([.. texts.Select(text => (JsonNode)text)])),
        },
    };
}
