namespace Planner.Runs;

/// <summary>The right to append to a run. Who holds an older fence than the journal's has lost it.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Owner">Who holds it.</param>
/// <param name="Fence">Grows with every take-over, from 1.</param>
/// <param name="ExpiresAt">When others may take the run over, UTC.</param>
public sealed record RunLease(string RunId, string Owner, long Fence, DateTimeOffset ExpiresAt);
