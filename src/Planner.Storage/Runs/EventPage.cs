namespace Planner.Storage.Runs;

/// <summary>Some of a run's events.</summary>
/// <param name="Rows">The events, in order.</param>
/// <param name="IsLast">Whether the run has ended with them, or is not there.</param>
internal sealed record EventPage(IReadOnlyList<EventRow> Rows, bool IsLast);
