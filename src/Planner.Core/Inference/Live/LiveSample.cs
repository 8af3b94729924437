using System.Text.Json.Nodes;
using Planner.Values;

namespace Planner.Inference.Live;

/// <summary>One small call of a task whose result is known.</summary>
/// <param name="Task">The task.</param>
/// <param name="Inputs">Its inputs: text, a list of texts, or a file of <c>Files/</c> as <c>file:NAME</c>.</param>
/// <param name="Expected">What comes of it, for people.</param>
/// <param name="IsExpected">Whether a value is that; what checks of results say of it counts before.</param>
internal sealed record LiveSample(string Task, IReadOnlyDictionary<string, JsonNode> Inputs, string Expected, Func<Value, bool> IsExpected)
{
    /// <summary>The task's parameters.</summary>
    public JsonObject Parameters { get; init; } = [];

    /// <summary>What is to be done, for models that take instructions.</summary>
    public string Instruction { get; init; } = "";
}
