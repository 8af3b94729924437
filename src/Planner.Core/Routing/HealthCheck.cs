namespace Planner.Routing;

/// <summary>How an instance is looked after between calls: it is asked for its models, which costs nothing. Times in seconds.</summary>
public sealed record HealthCheck
{
    /// <summary>Between two checks.</summary>
    public double IntervalSeconds { get; init => field = value == 0 ? 30 : value; } = 30;

    /// <summary>How long a check may take.</summary>
    public double TimeoutSeconds { get; init => field = value == 0 ? 5 : value; } = 5;

    /// <summary>After so many failed checks in a row it gets no calls.</summary>
    public int UnhealthyAfter { get; init => field = value == 0 ? 3 : value; } = 3;

    /// <summary>After so many good checks in a row it gets calls again.</summary>
    public int HealthyAfter { get; init => field = value == 0 ? 2 : value; } = 2;
}
