using Planner.Text;

namespace Planner.Inference.Local.Text.Meaning;

/// <summary>
/// Which words mean the same or the opposite, by stem. A group holds both languages, so a Russian text can be held against English words.
/// </summary>
internal static class Thesaurus
{
    private static readonly Dictionary<string, int[]> s_groups = Groups(ThesaurusGroups.Same);
    private static readonly int[] s_numbers = [.. s_groups.Where(pair => char.IsDigit(pair.Key[0])).SelectMany(pair => pair.Value).Distinct()];
    private static readonly Dictionary<string, HashSet<string>> s_opposites = Opposites(ThesaurusGroups.Opposite);

    /// <summary>Whether two stems belong together; a stem belongs to itself.</summary>
    public static bool AreSame(string first, string second) =>
        first == second || (s_groups.TryGetValue(first, out var left) && s_groups.TryGetValue(second, out var right) && left.AsSpan().ContainsAny(right));

    /// <summary>Whether two stems say the opposite of each other.</summary>
    public static bool AreOpposite(string first, string second) => s_opposites.TryGetValue(first, out var opposites) && opposites.Contains(second);

    /// <summary>Whether a stem writes out a number: it shares a group with digits.</summary>
    public static bool IsNumber(string stem) => s_groups.TryGetValue(stem, out var groups) && groups.AsSpan().ContainsAny(s_numbers);

    /// <summary>The numbers of the groups that a stem is in.</summary>
    public static IReadOnlyList<int> GroupsOf(string stem) => s_groups.GetValueOrDefault(stem) ?? [];

    /// <summary>The stems of words separated by white space.</summary>
    public static IEnumerable<string> Stems(string words) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => Stemmer.Stem(MeaningWord.Plain(word))).Distinct(StringComparer.Ordinal);

    /// <summary>The lines of a word list without those that are empty.</summary>
    public static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static Dictionary<string, int[]> Groups(string text)
    {
        var groups = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        foreach (var (number, line) in Lines(text).Index())
        {
            foreach (var stem in Stems(line))
            {
                (groups.TryGetValue(stem, out var list) ? list : groups[stem] = []).Add(number);
            }
        }

        return groups.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray(), StringComparer.Ordinal);
    }

    private static Dictionary<string, HashSet<string>> Opposites(string text)
    {
        var opposites = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var line in Lines(text))
        {
            var sides = line.Split('|').Select(side => Stems(side).ToArray()).ToArray();
            foreach (var (left, right) in sides[0].SelectMany(left => sides[1].Select(right => (left, right))))
            {
                (opposites.TryGetValue(left, out var after) ? after : opposites[left] = []).Add(right);
                (opposites.TryGetValue(right, out var before) ? before : opposites[right] = []).Add(left);
            }
        }

        return opposites;
    }
}
