namespace Planner.Runs;

/// <summary>Another owner has taken the run over; this one must stop at once.</summary>
public sealed class LeaseLostException(string runId)
    : Exception($"Run '{runId}' was taken over by another process; this one has stopped working on it. Follow it with 'planner show {runId}'.");
