using Planner.Runs;

namespace Planner.Storage.Runs;

/// <summary>What a write must know of a run before it may change it.</summary>
internal readonly record struct RunRow(long Number, RunStatus Status, long Fence, long LeaseExpiresAt, long LastSequence)
{
    /// <summary>As the database names a status.</summary>
    public static string NameOf(RunStatus status) => status.ToString().ToLowerInvariant();

    public static RunStatus StatusOf(string name) => Enum.Parse<RunStatus>(name, ignoreCase: true);
}
