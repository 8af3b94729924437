namespace Planner.Runs;

/// <summary><c>route.chosen</c>: Which controller or model the request goes to.</summary>
public sealed record RouteChosen : RunEvent
{
    /// <summary>The choice.</summary>
    public required string Route { get; init; }

    /// <summary>Why, in a line.</summary>
    public string Reason { get; init => field = value ?? ""; } = "";
}
