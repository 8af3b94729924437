using Planner.Inference;

namespace Planner.Execution;

/// <summary>An input has no value that fits; becomes the step's failure and never leaves the executor.</summary>
internal sealed class ResolutionException(string message, StepErrorKind kind = StepErrorKind.Unresolved) : Exception(message)
{
    public StepError Error => new(kind, Message);
}
