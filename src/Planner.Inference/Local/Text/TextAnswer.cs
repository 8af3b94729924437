namespace Planner.Inference.Local.Text;

/// <summary>One answer found in a context.</summary>
/// <param name="Text">The words of the answer with their white space collapsed.</param>
/// <param name="Start">Offset of its first character in the context.</param>
/// <param name="End">Offset just after its last character.</param>
/// <param name="Score">0 to 1: how much of the question the sentence covers and how well the span fits; below 0.3 is a guess.</param>
/// <param name="SentenceStart">Offset of the first character of the sentence that holds it.</param>
/// <param name="SentenceEnd">Offset just after that sentence.</param>
public sealed record TextAnswer(string Text, int Start, int End, double Score, int SentenceStart, int SentenceEnd);
