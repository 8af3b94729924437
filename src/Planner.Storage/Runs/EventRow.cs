namespace Planner.Storage.Runs;

/// <summary>An event as it lies in the database.</summary>
/// <param name="Sequence">From 1.</param>
/// <param name="Time">Microseconds since 1970, UTC.</param>
/// <param name="Body">Its JSON, UTF-8.</param>
internal readonly record struct EventRow(long Sequence, long Time, byte[] Body);
