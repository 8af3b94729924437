using Planner.Inference.Local.Text.Meaning;

namespace Planner.Inference.Local.Text.Topics;

/// <summary>Reads <see cref="TopicWords"/>.</summary>
internal static class TopicLexicon
{
    /// <summary>All topics.</summary>
    public static IReadOnlyList<Topic> Topics { get; } =
        [.. Thesaurus.Lines(TopicWords.Text).Select(line => line.Split('|')).Select(sides => new Topic(
            Thesaurus.Stems(sides[0]).ToHashSet(StringComparer.Ordinal), Thesaurus.Stems(sides[1]).ToHashSet(StringComparer.Ordinal)))];

    private static readonly HashSet<string>[] s_attitudes =
        [.. Thesaurus.Lines(TopicWords.Attitudes).Select(line => Thesaurus.Stems(line).ToHashSet(StringComparer.Ordinal))];

    private static readonly Dictionary<string, int> s_topicsOfSign = Topics
        .SelectMany(topic => topic.Signs).CountBy(sign => sign, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);

    /// <summary>How telling a word of a text is: 1 when only one topic has it, less when several do.</summary>
    public static double Weight(string sign) => 1 / Math.Sqrt(s_topicsOfSign.GetValueOrDefault(sign, 1));

    /// <summary>1 when a word of a label asks for praise, -1 for blame, 0 for neither of them on purpose; null for no such word.</summary>
    public static int? Attitude(string stem) =>
        s_attitudes[0].Contains(stem) ? 1 : s_attitudes[1].Contains(stem) ? -1 : s_attitudes[2].Contains(stem) ? 0 : null;
}
