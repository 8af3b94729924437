using Planner.Runs;

namespace Planner.Cli;

/// <summary>What the program's exit code says.</summary>
internal static class ExitCodes
{
    /// <summary>Answered, or done.</summary>
    public const int Ok = 0;

    /// <summary>A fault of Planner's own.</summary>
    public const int Fault = 1;

    /// <summary>Bad input: the command line, a file, the configuration, media of the wrong kind.</summary>
    public const int BadInput = 2;

    /// <summary>Some steps failed, or the deadline or the budget ran out.</summary>
    public const int Partial = 3;

    /// <summary>Nothing here could run any step.</summary>
    public const int CannotRun = 4;

    /// <summary>Cancelled; 128 and SIGINT's number, as shells have it.</summary>
    public const int Cancelled = 130;

    /// <summary>The code for a run that was followed to its end.</summary>
    public static int Of(RunState run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run switch
        {
            { Status: RunStatus.Completed, Partial: false } => Ok,
            { Status: RunStatus.Completed } => Partial,
            { Status: RunStatus.Cancelled } => Cancelled,
            { Failure.Kind: RunFailureKind.BadRequest or RunFailureKind.Planning } => BadInput,
            { Failure.Kind: RunFailureKind.CannotRun } => CannotRun,
            { Failure.Kind: RunFailureKind.Internal } => Fault,
            _ => Partial,
        };
    }
}
