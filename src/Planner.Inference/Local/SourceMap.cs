using Planner.Text;
using Planner.Values;

namespace Planner.Inference.Local;

/// <summary>Carries sources over from a text to what was taken out of it.</summary>
internal static class SourceMap
{
    /// <summary>
    /// Where a stretch of a text comes from: its places, those on one page of one file as one, around all of their boxes.
    /// </summary>
    /// <param name="context">The text that it was taken from.</param>
    /// <param name="taken">The stretch of the text.</param>
    /// <param name="covers">The stretch of the new text that it became.</param>
    public static IEnumerable<ValueSource> Of(TextValue context, TextSpan taken, TextSpan covers) =>
        context.Sources
            .Where(source => source.Covers is not { } span || span.Overlaps(taken))
            .GroupBy(source => (source.ArtifactId, source.Name, source.Page, source.From, source.To, source.Row, source.Column))
            .Select(place => place.Aggregate(Together) with { Covers = covers });

    /// <summary>The places of a text as places of something made from all of it.</summary>
    public static IReadOnlyList<ValueSource> Whole(IReadOnlyList<ValueSource> sources) =>
        [.. sources.GroupBy(source => (source.ArtifactId, source.Name, source.Page)).Select(page => new ValueSource
        {
            ArtifactId = page.Key.ArtifactId,
            Name = page.Key.Name,
            Page = page.Key.Page,
        })];

    private static ValueSource Together(ValueSource one, ValueSource other) => one with
    {
        Box = (one.Box, other.Box) switch
        {
            ({ } left, { } right) => left.Union(right),
            _ => null,
        },
        Confidence = (one.Confidence, other.Confidence) switch
        {
            ({ } left, { } right) => Math.Min(left, right),
            _ => null,
        },
    };
}
