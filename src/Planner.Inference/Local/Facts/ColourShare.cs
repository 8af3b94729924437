namespace Planner.Inference.Local.Facts;

/// <summary>A colour of a picture.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Hex">The mean of its pixels, such as <c>#D01F1F</c>.</param>
/// <param name="Share">Of the pixels that are not transparent, 0 to 1.</param>
internal sealed record ColourShare(ColourName Name, string Hex, double Share);
