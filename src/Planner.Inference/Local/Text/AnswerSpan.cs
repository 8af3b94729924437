using Planner.Text;

namespace Planner.Inference.Local.Text;

/// <summary>A stretch of a sentence that may answer.</summary>
/// <param name="Span">Where it stands in the context.</param>
/// <param name="Fit">0 to 1: how well its kind and place fit the question.</param>
internal readonly record struct AnswerSpan(TextSpan Span, double Fit);
