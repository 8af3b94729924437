using Spectre.Console.Rendering;

namespace Planner.Cli.Views;

/// <summary>Lines on the console.</summary>
/// <param name="lines">The lines.</param>
/// <param name="crop">Cells at which each is cut; null: none is, and the terminal wraps what is long, a path for one.</param>
internal sealed class Lines(IReadOnlyList<Line> lines, int? crop = null) : IRenderable
{
    public Measurement Measure(RenderOptions options, int maxWidth) => new(0, maxWidth);

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        foreach (var line in lines)
        {
            foreach (var segment in line.Crop(crop ?? int.MaxValue))
            {
                yield return segment;
            }

            yield return Segment.LineBreak;
        }
    }
}
