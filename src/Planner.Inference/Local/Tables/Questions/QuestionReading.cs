namespace Planner.Inference.Local.Tables;

/// <summary>A question in terms of a table.</summary>
/// <param name="Words">The words of the question.</param>
/// <param name="Mentions">What was understood, in the order of the question, fillers left out.</param>
/// <param name="Unexplained">The words that nothing in the table and no role explains.</param>
/// <param name="Understood">The part of the question that was understood, 0–1.</param>
internal sealed record QuestionReading(
    IReadOnlyList<TextWord> Words, IReadOnlyList<Mention> Mentions, IReadOnlyList<TextWord> Unexplained, double Understood);
