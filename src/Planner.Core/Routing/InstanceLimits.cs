namespace Planner.Routing;

/// <summary>How long calls of an instance may take, and how often they are tried again. Times in seconds.</summary>
public sealed record InstanceLimits
{
    /// <summary>Until there is a connection.</summary>
    public double ConnectSeconds { get; init; } = 10;

    /// <summary>From the call to the first token, or to the whole result where nothing is streamed.</summary>
    public double FirstTokenSeconds { get; init; } = 120;

    /// <summary>Between two tokens.</summary>
    public double IdleSeconds { get; init; } = 60;

    /// <summary>How often a call is tried again as long as nothing of its reply was used.</summary>
    public int Retries { get; init; } = 3;

    /// <summary>The longest wait that a server may ask for (<c>Retry-After</c>) before its refusal counts.</summary>
    public double MaxWaitSeconds { get; init; } = 30;
}
