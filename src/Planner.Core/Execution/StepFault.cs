using Planner.Artifacts;
using Planner.Inference;

namespace Planner.Execution;

/// <summary>What an exception at a step means for the step.</summary>
internal static class StepFault
{
    /// <summary>The step's error; null when the exception is a fault of Planner's own, to be logged.</summary>
    public static StepError? Expected(Exception exception) => exception switch
    {
        ResolutionException resolution => resolution.Error,
        ArtifactException => new StepError(StepErrorKind.BadInput, exception.Message),
        _ => null,
    };

    /// <summary>The error for a fault of Planner's own.</summary>
    public static StepError Internal(Exception exception) =>
        new(StepErrorKind.Internal, $"Planner itself failed at this step: {exception.Message} The log has the details; please report it.");
}
