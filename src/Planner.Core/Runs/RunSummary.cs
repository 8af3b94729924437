namespace Planner.Runs;

/// <summary>A run in a list.</summary>
/// <param name="Id">The run's id.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Text">The request's words.</param>
/// <param name="AcceptedAt">When it came, UTC.</param>
/// <param name="UpdatedAt">When the last event was recorded, UTC.</param>
/// <param name="Interrupted">Whether it is unfinished and nobody holds its lease: <c>planner resume</c> goes on with it.</param>
public sealed record RunSummary(string Id, RunStatus Status, string Text, DateTimeOffset AcceptedAt, DateTimeOffset UpdatedAt, bool Interrupted)
{
    /// <summary>Whose run it is, see <see cref="Request.User"/>.</summary>
    public string? User { get; init; }
}
