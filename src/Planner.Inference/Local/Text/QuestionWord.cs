namespace Planner.Inference.Local.Text;

/// <summary>A word or comma of a question.</summary>
/// <param name="Text">As written.</param>
/// <param name="Lower">In lower case.</param>
/// <param name="Stem">Its stem.</param>
internal sealed record QuestionWord(string Text, string Lower, string Stem);
