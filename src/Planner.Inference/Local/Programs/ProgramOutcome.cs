namespace Planner.Inference.Local.Programs;

/// <summary>How a program's call ended.</summary>
internal enum ProgramOutcome
{
    /// <summary>By itself; the exit code says how.</summary>
    Exited,

    /// <summary>It took too long and was killed.</summary>
    TimedOut,

    /// <summary>It wrote more than it may and was killed.</summary>
    OutputTooLarge,

    /// <summary>There is no such program in PATH.</summary>
    NotFound,

    /// <summary>The system would not start it.</summary>
    NotStarted,
}
