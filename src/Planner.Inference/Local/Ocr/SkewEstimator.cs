namespace Planner.Inference.Local.Ocr;

/// <summary>
/// Finds by how much the lines of a page are turned, by their projection profile: along the right angle, the lower edges of letters pile up
/// on the baselines (Postl 1986). Edges instead of dark pixels, so that shadows and grey paper do not count.
/// </summary>
internal static class SkewEstimator
{
    private const double MaxDegrees = 15;
    private const int Edge = 40;
    private const int MaxEdges = 150_000;

    // Below this the piling up at the best angle, against that at the middling angle, is no sign of lines; measured on photographs (up
    // to 1.05) and pages (1.8 and more).
    private const double Sign = 1.2;

    /// <summary>The angle of the lines in radians, positive when they fall to the right; 0 when there is no telling.</summary>
    public static double Estimate(GrayImage image)
    {
        var scale = Math.Max(1, Math.Max(image.Width, image.Height) / 1200);
        var edges = Edges(image, scale);
        if (edges.Count < 200)
        {
            return 0;
        }

        var bins = new int[(2 * image.Height / scale) + (2 * image.Width / scale) + 2];
        var coarse = new List<(double Degrees, double Score)>();
        for (var degrees = -MaxDegrees; degrees <= MaxDegrees; degrees += 0.25)
        {
            coarse.Add((degrees, Score(edges, degrees, image.Width / scale, bins)));
        }

        var best = coarse.MaxBy(angle => angle.Score);
        if (best.Score < Sign * coarse.Select(angle => angle.Score).Order().ElementAt(coarse.Count / 2))
        {
            return 0;
        }

        var fine = Enumerable.Range(-5, 11).Select(i => best.Degrees + (i * 0.05)).MaxBy(degrees => Score(edges, degrees, image.Width / scale, bins));
        return fine * Math.PI / 180;
    }

    // Points where dark lies above light.
    private static List<(int X, int Y)> Edges(GrayImage image, int scale)
    {
        var edges = new List<(int, int)>();
        for (var y = 0; y + (2 * scale) < image.Height; y += scale)
        {
            for (var x = 0; x < image.Width; x += 2 * scale)
            {
                if (image[x, y + (2 * scale)] - image[x, y] > Edge)
                {
                    edges.Add((x / scale, y / scale));
                    if (edges.Count == MaxEdges)
                    {
                        return edges;
                    }
                }
            }
        }

        return edges;
    }

    private static double Score(List<(int X, int Y)> edges, double degrees, int width, int[] bins)
    {
        Array.Clear(bins);
        var slope = Math.Tan(degrees * Math.PI / 180);
        foreach (var (x, y) in edges)
        {
            bins[(int)(y - (x * slope) + width)]++;
        }

        double score = 0;
        foreach (var count in bins)
        {
            score += (double)count * count;
        }

        return score;
    }
}
