using Planner.Inference;

namespace Planner.Tools;

/// <summary>A tool, or the place that has it, did not do what was asked. The message says what, where and the fix.</summary>
public sealed class ToolException(string message, StepErrorKind kind = StepErrorKind.BadInput, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What kind of failure of the step it is.</summary>
    public StepErrorKind Kind { get; } = kind;
}
