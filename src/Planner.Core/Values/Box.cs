using System.Text.Json.Serialization;

namespace Planner.Values;

/// <summary>A rectangle in pixels, origin at the top left; names as in Hugging Face's object detection.</summary>
/// <param name="XMin">Left edge.</param>
/// <param name="YMin">Top edge.</param>
/// <param name="XMax">Right edge.</param>
/// <param name="YMax">Bottom edge.</param>
public readonly record struct Box(
    [property: JsonPropertyName("xmin")] int XMin,
    [property: JsonPropertyName("ymin")] int YMin,
    [property: JsonPropertyName("xmax")] int XMax,
    [property: JsonPropertyName("ymax")] int YMax)
{
    /// <summary>The smallest rectangle around both.</summary>
    public Box Union(Box other) => new(
        Math.Min(XMin, other.XMin), Math.Min(YMin, other.YMin), Math.Max(XMax, other.XMax), Math.Max(YMax, other.YMax));
}
