using Planner.Routing;

namespace Planner.Inference.Live;

/// <summary>How far a live check goes.</summary>
public sealed record LiveCheckOptions
{
    /// <summary>Instances further away are not called.</summary>
    public Egress Ceiling { get; init; } = Egress.Cloud;

    /// <summary>No call begins once the instances have said that these US dollars are spent.</summary>
    public decimal MostUsd { get; init; } = 0.05m;

    /// <summary>Whether pictures and videos are made in the cloud too, which costs cents and not fractions of one.</summary>
    public bool Costly { get; init; }

    /// <summary>How long a call may take, in seconds.</summary>
    public double Seconds { get; init; } = 60;
}
