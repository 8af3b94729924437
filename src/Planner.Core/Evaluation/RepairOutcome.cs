namespace Planner.Evaluation;

/// <summary>What became of a plan that a controller wrote.</summary>
public enum RepairOutcome
{
    /// <summary>It could be run as it was written.</summary>
    Valid,

    /// <summary>It can be run after mending.</summary>
    Mended,

    /// <summary>It can't; the embedded controller's plan stands in for it.</summary>
    Replaced,

    /// <summary>It can't, and the embedded controller is not sure of one.</summary>
    Rejected,

    /// <summary>Reading, mending or checking it threw. Always a bug.</summary>
    Crashed,
}
