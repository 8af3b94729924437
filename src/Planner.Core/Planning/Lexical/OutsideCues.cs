using System.Text.RegularExpressions;
using Planner.Text;

namespace Planner.Planning.Lexical;

/// <summary>Makes cues for a task of which only its id and a description are known.</summary>
internal static partial class OutsideCues
{
    private const int Objects = 4;

    // Words that say nothing about what a task does.
    private static readonly HashSet<string> Empty = new(
        ["a", "an", "the", "to", "of", "for", "from", "in", "on", "at", "by", "with", "and", "or", "as", "is", "are", "be", "it", "its", "this", "that",
            "tool", "api", "task", "function", "given", "used", "using", "some", "any", "all", "one", "new", "which", "can", "into", "user", "users"],
        StringComparer.Ordinal);

    /// <summary>
    /// The id's words together, apart and turned round; then the description's first verb with the things named after it. An id may be written
    /// <c>send_email</c>, <c>send-email</c> or <c>SendEmail</c>.
    /// </summary>
    public static IReadOnlyList<string> From(string id, string description)
    {
        var cues = new List<string>();
        var words = Words(Hump().Replace(id, " "));
        if (words.Count > 0)
        {
            cues.Add(string.Join(' ', words));
        }

        var telling = words.Where(word => !Empty.Contains(word)).ToList();
        if (telling is [var only] && words.Count > 1)
        {
            cues.Add($"{only} #0.8");
        }
        else if (telling.Count > 1)
        {
            cues.Add($"{string.Join(" .. ", telling)} #0.9");
            cues.Add($"{string.Join(" .. ", Enumerable.Reverse(telling))} #0.85");
        }

        var end = description.IndexOf('.', StringComparison.Ordinal);
        var said = Words(end > 0 ? description[..end] : description).Where(word => !Empty.Contains(word)).Take(1 + Objects).ToList();
        if (said is [var verb, .. { Count: > 0 } objects])
        {
            cues.Add($"{verb} .. {string.Join('|', objects)} #0.7");
        }

        return [.. cues.Distinct()];
    }

    private static List<string> Words(string text) =>
        [.. Tokenizer.Words(text).Select(token => token.In(text).ToString().ToLowerInvariant()).Where(word => word.All(char.IsLetterOrDigit))];

    [GeneratedRegex(@"(?<=\p{Ll})(?=\p{Lu})|_|-")]
    private static partial Regex Hump();
}
