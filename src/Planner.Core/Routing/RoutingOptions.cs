using System.ComponentModel.DataAnnotations;

namespace Planner.Routing;

/// <summary>When places are left alone and slow calls get rivals, <c>Planner:Routing</c>. How often and how long a call is tried is in <see cref="Execution.ExecutionOptions"/>.</summary>
public sealed class RoutingOptions
{
    /// <summary>The section's key.</summary>
    public const string Section = "Planner:Routing";

    /// <summary>A breaker opens after so many failures one after another.</summary>
    [Range(1, 1000)]
    public int FailuresInARow { get; set; } = 5;

    /// <summary>… or when so many per cent of the calls in a window failed,</summary>
    [Range(1, 100)]
    public int FailurePercent { get; set; } = 50;

    /// <summary>… these being at least so many calls,</summary>
    [Range(1, 100_000)]
    public int LeastCalls { get; set; } = 10;

    /// <summary>… in a window of so many seconds.</summary>
    [Range(1.0, 86_400)]
    public double BreakerWindowSeconds { get; set; } = 60;

    /// <summary>How many seconds an open breaker waits before it lets a probe through.</summary>
    [Range(0.01, 86_400)]
    public double BreakSeconds { get; set; } = 60;

    /// <summary>How many more calls hedging may make, in per cent; 0: none.</summary>
    [Range(0.0, 100)]
    public double HedgePercent { get; set; } = 5;

    /// <summary>How many successful calls of a model and task must be known before its p95 is.</summary>
    [Range(5, 1000)]
    public int HedgeAfterCalls { get; set; } = 20;

    /// <summary>How many calls may wait for a place at an instance that has a limit and sets no length of its queue.</summary>
    [Range(0, 1_000_000)]
    public int QueueLength { get; set; } = 100;
}
