using Planner.Routing;

namespace Planner.Matching;

/// <summary>Whether and where a card runs.</summary>
/// <param name="Runnable">Whether a backend within the ceiling runs it now.</param>
/// <param name="Through">Through what, or why not.</param>
internal sealed record Reach(bool Runnable, string Through)
{
    /// <summary>The backend; null when none runs it.</summary>
    public string? Instance { get; init; }

    /// <summary>How far away the backend is; null when none runs it.</summary>
    public Egress? Egress { get; init; }

    /// <summary>What would make it run; null when it does.</summary>
    public string? Fix { get; init; }
}
