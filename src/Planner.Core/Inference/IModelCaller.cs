namespace Planner.Inference;

/// <summary>Calls one model directly: no plan, no other model in its place, nothing recorded.</summary>
public interface IModelCaller
{
    /// <summary>
    /// Makes the call, under the time limit of a step. What the caller, the model or the network did wrong is a failure in the result; its kind
    /// is <see cref="StepErrorKind.CannotRun"/> when the catalog has no such model or nothing here runs it.
    /// </summary>
    Task<InferenceResult> CallAsync(ModelCall call, CancellationToken cancellationToken);
}
