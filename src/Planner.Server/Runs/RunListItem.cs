using Planner.Runs;

namespace Planner.Server.Runs;

/// <summary>A run in a list.</summary>
/// <param name="Id">The run's id.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Text">The request's words.</param>
/// <param name="AcceptedAt">When it came, UTC.</param>
/// <param name="UpdatedAt">When the last event was recorded, UTC.</param>
/// <param name="Interrupted">Whether it is unfinished and nobody works on it.</param>
/// <param name="User">Whose it is; absent: whoever sits at the machine.</param>
public sealed record RunListItem(string Id, RunStatus Status, string Text, DateTimeOffset AcceptedAt, DateTimeOffset UpdatedAt, bool Interrupted, string? User);
