namespace Planner.Inference.Local.Text;

/// <summary>A sentence that a summary keeps.</summary>
/// <param name="Text">The sentence with its white space collapsed.</param>
/// <param name="Start">Offset of its first character in the text.</param>
/// <param name="End">Offset just after its last character.</param>
/// <param name="Score">How much the sentence says about the text, 0 to 1.</param>
public sealed record SummarySentence(string Text, int Start, int End, double Score);
