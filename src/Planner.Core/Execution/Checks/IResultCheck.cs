using Planner.Catalog;
using Planner.Inference;
using Planner.Values;

namespace Planner.Execution.Checks;

/// <summary>
/// Looks for one way in which a result is none, or a poor one. Every check is a service: what is registered is asked after each call of a model, on
/// whatever backend it ran.
/// </summary>
public interface IResultCheck
{
    /// <summary>Whether it looks at results of this task.</summary>
    bool Concerns(TaskType task);

    /// <summary>What is wrong, or null. Cheap beside the call whose result it looks at.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="value">What came: in the form that the task's output has, and not empty.</param>
    /// <param name="cancellationToken">Stops it.</param>
    ValueTask<ResultFlaw?> FindAsync(InferenceRequest request, Value value, CancellationToken cancellationToken);
}
