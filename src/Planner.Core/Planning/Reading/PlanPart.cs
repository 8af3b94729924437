namespace Planner.Planning.Reading;

/// <summary>A piece of JSON in a reply that is, or holds, a plan.</summary>
/// <param name="Kind">Which piece.</param>
/// <param name="Json">Its text.</param>
/// <param name="List">The name of the list that a step stands in; null for a list without a name.</param>
internal sealed record PlanPart(PlanPartKind Kind, string Json, string? List = null);
