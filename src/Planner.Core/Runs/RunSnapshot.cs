using Planner.Planning;

namespace Planner.Runs;

/// <summary>A run as it stood when this process took it up; does not change while the run goes on.</summary>
/// <param name="IsPlanned">Whether its plan was whole.</param>
/// <param name="IsApproved">Whether its plan was approved.</param>
/// <param name="Plan">Its plan, as far as it was there.</param>
/// <param name="Steps">All its steps, children of <c>for_each</c> included, by id.</param>
internal sealed record RunSnapshot(bool IsPlanned, bool IsApproved, Plan Plan, IReadOnlyDictionary<string, StepState> Steps)
{
    /// <summary>How often the controller had planned anew what was left.</summary>
    public int Revisions { get; init; }

    /// <summary>The steps for which it had.</summary>
    public IReadOnlyList<string> Considered { get; init; } = [];

    /// <summary>The steps of a revision that was not whole.</summary>
    public IReadOnlyList<string> Begun { get; init; } = [];

    public static RunSnapshot Of(RunState state) =>
        new(state.IsPlanned, state.IsApproved, state.Plan, state.Snapshot()) { Revisions = state.Revisions, Considered = state.Considered, Begun = state.Begun };
}
