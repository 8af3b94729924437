using Planner.Runs;

namespace Planner.Planning;

/// <summary>A request with the plan that solves it.</summary>
/// <param name="Request">The request's words.</param>
/// <param name="Files">The files that come with it, known by name.</param>
/// <param name="Plan">The plan.</param>
public sealed record PlanExample(string Request, IReadOnlyList<Attachment> Files, Plan Plan);
