namespace Planner.Inference;

/// <summary>How far a call is.</summary>
/// <param name="Fraction">0 to 1.</param>
/// <param name="Text">A word for people, such as <c>page 2 of 5</c>.</param>
public readonly record struct InferenceProgress(double Fraction, string? Text = null);
