using System.Text.Json.Nodes;

namespace Planner.Server.Runs;

/// <summary>An approval.</summary>
/// <param name="Plan">The plan to run instead; absent: the run's own.</param>
public sealed record ApproveRequest(JsonNode? Plan = null);
