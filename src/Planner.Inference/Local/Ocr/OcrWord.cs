using Planner.Values;

namespace Planner.Inference.Local.Ocr;

/// <summary>A word where it stands on a page.</summary>
/// <param name="Text">The word.</param>
/// <param name="Box">Where, in the page's pixels.</param>
/// <param name="Confidence">0 to 1; null when it was not recognised but stood there as text.</param>
/// <param name="Block">The block of text that it belongs to; blocks are in reading order.</param>
/// <param name="Line">Its line, counted over the page.</param>
internal readonly record struct OcrWord(string Text, Box Box, double? Confidence, int Block, int Line);
