using Planner.Inference;
using Planner.Runs;
using Planner.Values;

namespace Planner.Execution;

/// <summary>How a step ended.</summary>
/// <param name="Status">One of the final statuses.</param>
/// <param name="Value">What it gave, when it succeeded.</param>
/// <param name="Error">Why it failed, when it did.</param>
internal sealed record StepOutcome(StepStatus Status, Value? Value = null, StepError? Error = null)
{
    /// <summary>Whether the run goes on as if nothing happened though there is no value.</summary>
    public bool Optional { get; init; }

    /// <summary>Whether its value is an earlier one.</summary>
    public bool Cached { get; init; }

    public static StepOutcome Succeeded(Value value) => new(StepStatus.Succeeded, value);
}
