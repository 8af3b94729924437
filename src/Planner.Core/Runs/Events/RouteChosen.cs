namespace Planner.Runs;

/// <summary><c>route.chosen</c>: The request goes to a chat model directly, without a plan. Recorded again when that model fails and the next is asked.</summary>
public sealed record RouteChosen : RunEvent
{
    /// <summary>The route's name.</summary>
    public required string Route { get; init; }

    /// <summary>The model that is asked.</summary>
    public string Model { get; init => field = value ?? ""; } = "";

    /// <summary>The models that are asked when it fails, in this order.</summary>
    public IReadOnlyList<string> Fallbacks { get; init => field = value ?? []; } = [];

    /// <summary>Why, in a line.</summary>
    public string Reason { get; init => field = value ?? ""; } = "";
}
