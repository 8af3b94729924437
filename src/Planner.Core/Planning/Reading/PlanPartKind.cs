namespace Planner.Planning.Reading;

/// <summary>The pieces in which a plan arrives.</summary>
internal enum PlanPartKind
{
    /// <summary>An object of its own: a line, a call of a tool, or a map of steps.</summary>
    Object,

    /// <summary>An object in a list of steps, the moment its brace closes.</summary>
    Step,

    /// <summary>The whole that a list of steps was part of, after its steps.</summary>
    Whole,
}
