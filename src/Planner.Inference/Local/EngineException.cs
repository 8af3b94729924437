namespace Planner.Inference.Local;

/// <summary>Carries a step's error out of the depth of an engine; <see cref="LocalBackend"/> makes it a failed result.</summary>
internal sealed class EngineException(StepError error) : Exception(error.ToString())
{
    /// <summary>The error.</summary>
    public StepError Error { get; } = error;

    /// <summary>The input can't be worked on.</summary>
    public static EngineException BadInput(string message, string? fix = null) => new(new StepError(StepErrorKind.BadInput, message, fix));

    /// <summary>The engine gave nothing usable.</summary>
    public static EngineException Model(string message, string? fix = null) => new(new StepError(StepErrorKind.Model, message, fix));
}
