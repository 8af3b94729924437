using System.Text.Json.Serialization;

namespace Planner.Planning;

/// <summary>A request's subtasks, in the order in which they were planned. No steps means: answer directly.</summary>
/// <param name="Steps">The steps.</param>
public sealed record Plan(IReadOnlyList<PlanStep> Steps)
{
    /// <summary>The version of the plan format.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The steps as a graph.</summary>
    [JsonIgnore]
    public TaskGraph Graph => new(Steps);
}
