namespace Planner.Runs;

/// <summary>Something was to be recorded after the event that ends a run. The event that ends a run is its last.</summary>
public sealed class RunEndedException(RunStatus status, RunEvent tooLate) : InvalidOperationException(
    $"The run is {status.ToString().ToLowerInvariant()}, and a {tooLate.GetType().Name} came after that. Record what ends a run last, and nothing after it.");
