using System.Text.Json.Nodes;

namespace Planner.Planning;

/// <summary>A value of a plan that can be set without planning anew.</summary>
/// <param name="Name">What it is set by: its own name (<c>target_language</c>), or with its step (<c>s2.target_language</c>) where the plan has several values of that name.</param>
/// <param name="Value">The plan's own value.</param>
/// <param name="Description">What it does.</param>
/// <param name="Steps">The steps that take it.</param>
public sealed record PlanParameter(string Name, JsonNode? Value, string Description, IReadOnlyList<string> Steps);
