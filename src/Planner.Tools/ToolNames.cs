using System.Text.RegularExpressions;

namespace Planner.Tools;

/// <summary>Names of sources and tools as ids of tasks.</summary>
internal static partial class ToolNames
{
    /// <summary>Whether it can be a source's name.</summary>
    public static bool IsSource(string name) => SourceName().IsMatch(name);

    /// <summary>A task's id: the source and the tool, as lower-case words joined by dashes.</summary>
    public static string TaskId(string source, string tool) => $"{source}.{string.Join('-', Words(tool))}";

    /// <summary>The words of a name: <c>getUserById</c>, <c>get_user-by.id</c> → get, user, by, id.</summary>
    public static IReadOnlyList<string> Words(string name) =>
        [.. Word().Matches(name).Select(match => match.Value.ToLowerInvariant())];

    [GeneratedRegex("^[a-z][a-z0-9-]{0,30}$")]
    private static partial Regex SourceName();

    [GeneratedRegex(@"\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})|\p{Lo}+|\d+")]
    private static partial Regex Word();
}
