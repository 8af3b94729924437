namespace Planner.Inference.Local.Facts;

/// <summary>Counts the colours of pixels by their names.</summary>
internal static class ColourShares
{
    // Below it, a pixel is not seen.
    private const byte Transparent = 128;

    /// <summary>The colours, the largest share first.</summary>
    /// <param name="pixels">Red, green, blue and opacity, a byte each.</param>
    public static IReadOnlyList<ColourShare> Of(ReadOnlySpan<byte> pixels)
    {
        var sums = new Dictionary<ColourName, (long Red, long Green, long Blue, int Count)>();
        var total = 0;
        for (var i = 0; i + 3 < pixels.Length; i += 4)
        {
            if (pixels[i + 3] < Transparent)
            {
                continue;
            }

            var name = ColourName.Of(pixels[i], pixels[i + 1], pixels[i + 2]);
            var (red, green, blue, count) = sums.GetValueOrDefault(name);
            sums[name] = (red + pixels[i], green + pixels[i + 1], blue + pixels[i + 2], count + 1);
            total++;
        }

        return [.. sums.OrderByDescending(pair => pair.Value.Count).Select(pair => new ColourShare(
            pair.Key, Hex(pair.Value.Red, pair.Value.Green, pair.Value.Blue, pair.Value.Count), (double)pair.Value.Count / total))];
    }

    /// <summary>Whether no pixel lets anything through.</summary>
    public static bool IsOpaque(ReadOnlySpan<byte> pixels)
    {
        for (var i = 3; i < pixels.Length; i += 4)
        {
            if (pixels[i] < byte.MaxValue)
            {
                return false;
            }
        }

        return true;
    }

    private static string Hex(long red, long green, long blue, int count) =>
        $"#{Mean(red, count):X2}{Mean(green, count):X2}{Mean(blue, count):X2}";

    private static long Mean(long sum, int count) => (sum + (count / 2)) / count;
}
