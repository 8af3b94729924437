using Planner.Values;

namespace Planner.Inference.Local.Ocr;

/// <summary>A line of a page.</summary>
/// <param name="Text">Its words.</param>
/// <param name="Box">Around all its words.</param>
/// <param name="Confidence">The mean of its words', weighted by their length; null when it was not recognised.</param>
/// <param name="StartsParagraph">Whether a paragraph begins with it.</param>
internal sealed record PageLine(string Text, Box Box, double? Confidence, bool StartsParagraph);
