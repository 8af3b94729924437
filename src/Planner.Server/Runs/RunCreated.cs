using Planner.Runs;

namespace Planner.Server.Runs;

/// <summary>Where a run that was started stands, and where to look.</summary>
/// <param name="Id">The run's id.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Links">Where to look.</param>
public sealed record RunCreated(string Id, RunStatus Status, RunLinks Links);
