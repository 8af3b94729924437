using Planner.Planning;
using Planner.SavedPlans;

namespace Planner.Server.SavedPlans;

/// <summary>A saved plan, and what of it can be set.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Version">Which version this is.</param>
/// <param name="Versions">All versions, oldest first.</param>
/// <param name="Description">What it does.</param>
/// <param name="Text">The words that a run of it has unless it brings its own.</param>
/// <param name="Files">The files that it takes.</param>
/// <param name="Parameters">What can be set, with the plan's own values.</param>
/// <param name="Plan">The plan.</param>
/// <param name="FromRun">The run that it was.</param>
/// <param name="SavedAt">When this version was saved, UTC.</param>
public sealed record SavedPlanReport(
    string Name, int Version, IReadOnlyList<int> Versions, string Description, string Text, IReadOnlyList<SavedFile> Files, IReadOnlyList<PlanParameter> Parameters, Plan Plan, string? FromRun, DateTimeOffset SavedAt);
