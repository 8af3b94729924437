namespace Planner.Inference.Local.Ocr;

/// <summary>A page as it was read.</summary>
/// <param name="Number">From 1; null for an image that is all there is.</param>
/// <param name="Lines">Its lines, in reading order.</param>
internal sealed record DocumentPage(int? Number, IReadOnlyList<PageLine> Lines);
