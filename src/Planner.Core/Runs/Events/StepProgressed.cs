namespace Planner.Runs;

/// <summary><c>step.progress</c>: How far a step is.</summary>
public sealed record StepProgressed : RunEvent
{
    /// <summary>0 to 1.</summary>
    public double Fraction { get; init; }

    /// <summary>A word for people.</summary>
    public string? Text { get; init; }
}
