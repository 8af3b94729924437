namespace Planner.Inference.Local.Text;

/// <summary>One question of a request with what was found for it.</summary>
/// <param name="Question">The question in its own words.</param>
/// <param name="Answers">Its answers; none when the context does not say.</param>
public sealed record QuestionAnswers(string Question, IReadOnlyList<TextAnswer> Answers);
