namespace Planner.Inference.Local.Tables;

/// <summary>A phrase with a role in questions.</summary>
/// <param name="Words">Its folded words.</param>
/// <param name="Role">Its role.</param>
/// <param name="Hint">What the role needs to know besides: an idea, a place, a part of a date.</param>
internal sealed record QuestionPhrase(IReadOnlyList<string> Words, QuestionRole Role, string Hint);
