namespace Planner.Inference.Local.Text;

/// <summary>A word of a question that its answer's sentence should hold.</summary>
/// <param name="Stem">The stem of the word.</param>
/// <param name="Weight">How much it matters next to the others: names more than 1, words that only repeat the kind of answer less.</param>
/// <param name="IsName">Whether it is written as a name.</param>
internal sealed record QuestionTerm(string Stem, double Weight, bool IsName);
