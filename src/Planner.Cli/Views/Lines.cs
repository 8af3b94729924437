using Spectre.Console.Rendering;

namespace Planner.Cli.Views;

/// <summary>Lines on the console, each cut to its width.</summary>
internal sealed class Lines(IReadOnlyList<Line> lines) : IRenderable
{
    public Measurement Measure(RenderOptions options, int maxWidth) => new(0, maxWidth);

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        foreach (var line in lines)
        {
            foreach (var segment in line.Crop(maxWidth))
            {
                yield return segment;
            }

            yield return Segment.LineBreak;
        }
    }
}
