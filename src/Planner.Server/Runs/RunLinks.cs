namespace Planner.Server.Runs;

/// <summary>Where a run is.</summary>
/// <param name="Self">The run as it stands.</param>
/// <param name="Events">Its events as they come.</param>
/// <param name="Cancel">Where to cancel it.</param>
/// <param name="Approve">Where to approve its plan.</param>
/// <param name="Rerun">Where to run it again, once it has ended.</param>
public sealed record RunLinks(string Self, string Events, string Cancel, string Approve, string Rerun)
{
    internal static RunLinks Of(string id) => new($"/api/runs/{id}", $"/api/runs/{id}/events", $"/api/runs/{id}/cancel", $"/api/runs/{id}/approve", $"/api/runs/{id}/rerun");
}
