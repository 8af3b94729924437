using System.Globalization;
using System.Text.RegularExpressions;

namespace Planner.Planning.Reading;

/// <summary>References as other plan formats write them: <c>&lt;GENERATED&gt;-0</c>, <c>&lt;node-1&gt;.output</c>, <c>{{s1}}</c>, <c>task_nodes[2].text</c>, <c>#E1</c>.</summary>
internal static partial class ForeignReferences
{
    /// <summary>Marks the places of references in a text whose <c>@</c> are doubled already: what comes back is our own form.</summary>
    /// <param name="text">The text.</param>
    /// <param name="resolve">The id for a step's number or name in the reply; null: it is no step.</param>
    public static string ToOwn(string text, Func<string, string?> resolve)
    {
        if (text.IndexOfAny(['<', '{', '[', '#', '$']) < 0)
        {
            return text;
        }

        return Pattern().Replace(text, match =>
        {
            var target = match.Groups["number"] is { Success: true, Value: var digits } && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? resolve(number.ToString(CultureInfo.InvariantCulture))
                : resolve(match.Groups["name"].Value);
            return target is null ? match.Value : $"@{{{target}}}";
        });
    }

    /// <summary>Whether a text stands for something that it does not name: <c>&lt;the translated text&gt;</c>.</summary>
    public static bool IsPlaceholder(string text) => Placeholder().IsMatch(text);

    // The part after the point names an output's member in formats where each result is an object; here the result is the value itself.
    [GeneratedRegex(
        """
        <GENERATED>-(?<number>\d+)
        | <(?:the[ _-])?(?:outputs?[ _-]?(?:of|from)?[ _-])?(?:node|step|task)[ _-]?(?<number>\d+)(?:[ _.:-]\w+)?[>}](?:\s?[.:]\s?\w+)*
        | (?<![\w.])(?:task_nodes|nodes|steps)\[(?<number>\d+)\](?:\.\w+)*
        | (?<!\S)\#\s?outputs?\s(?:of|from)\s(?:node|step|task)\s(?<number>\d+)\s?\#
        | ^\s*\$\[(?<number>\d+)\]\s*$
        | ^\s*\#E(?<number>\d+)\s*$
        | ^\s*outputs?[ _](?:of|from)[ _](?:node|step|task)[ _-]?(?<number>\d+)\s*$
        | (?:\$\{|\{\{)\s*@?(?<name>[A-Za-z][\w-]*)(?:\.\w+)*\s*\}\}?
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();

    [GeneratedRegex(@"^\s*(?:<[^<>\n]{2,100}>(?:\s?[.:]\s?\w+)?|\[(?:output|result)[^\[\]\n]{2,100}\]|\{\{[^{}\n]{2,100}\}\}|(?:output|result)s?[ _](?:of|from)[ _][\w -]{2,60})\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
