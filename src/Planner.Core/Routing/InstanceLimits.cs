namespace Planner.Routing;

/// <summary>How long calls of an instance may take, how often they are tried again, and how many it gets. Times in seconds.</summary>
public sealed record InstanceLimits
{
    /// <summary>Until there is a connection.</summary>
    public double ConnectSeconds { get; init => field = value == 0 ? 10 : value; } = 10;

    /// <summary>From the call to the first token, or to the whole result where nothing is streamed.</summary>
    public double FirstTokenSeconds { get; init => field = value == 0 ? 120 : value; } = 120;

    /// <summary>Between two tokens.</summary>
    public double IdleSeconds { get; init => field = value == 0 ? 60 : value; } = 60;

    /// <summary>How often the controller's own calls are tried again as long as nothing of the reply was used; other calls are the router's.</summary>
    public int Retries { get; init; } = 3;

    /// <summary>The longest wait that a server may ask for (<c>Retry-After</c>) before its refusal counts.</summary>
    public double MaxWaitSeconds { get; init => field = value == 0 ? 30 : value; } = 30;

    /// <summary>How many calls it works on at once; null: as many as come.</summary>
    public int? MaxConcurrent { get; init; }

    /// <summary>How many calls it gets in a minute; null: as many as come.</summary>
    public int? CallsPerMinute { get; init; }

    /// <summary>How many calls may wait for a place at it; null: as <see cref="RoutingOptions.QueueLength"/> says.</summary>
    public int? QueueLength { get; init; }
}
