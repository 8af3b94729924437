using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Planner.Inference.Local.Commands;

/// <summary>
/// Arguments with placeholders: <c>{name}</c> stands for a value, <c>{{</c> and <c>}}</c> for braces. A value never becomes a further
/// argument, since an argument of the template stays one. Nor does it become an option: where an argument begins with a value that begins
/// with <c>-</c> or <c>@</c> (an option; to many programs, a file of options), a text gets a space before it and anything else is refused.
/// After an argument <c>--</c> nothing is an option any more, and values stand as they are.
/// </summary>
internal sealed partial class CommandTemplate
{
    private readonly List<(IReadOnlyList<string> Arguments, bool IsOptional)> _parts = [];

    /// <summary>Reads a template.</summary>
    /// <exception cref="FormatException">It is not one; the message says what and where.</exception>
    public CommandTemplate(IReadOnlyList<JsonElement> arguments)
    {
        foreach (var (argument, i) in arguments.Select((argument, i) => (argument, i)))
        {
            _parts.Add(argument.ValueKind switch
            {
                JsonValueKind.String => ([argument.GetString()!], false),
                JsonValueKind.Array when argument.EnumerateArray().All(part => part.ValueKind == JsonValueKind.String) =>
                    ([.. argument.EnumerateArray().Select(part => part.GetString()!)], true),
                _ => throw new FormatException($"argument {i + 1} is neither a string nor a list of strings"),
            });
        }

        foreach (var text in _parts.SelectMany(part => part.Arguments))
        {
            if (Brace().Replace(text, "").AsSpan().ContainsAny('{', '}'))
            {
                throw new FormatException($"the argument '{text}' has a brace that is no placeholder; write {{{{ or }}}} for a brace");
            }
        }
    }

    /// <summary>The placeholders, each with whether the call can be made without its value.</summary>
    public IEnumerable<(string Name, bool IsOptional)> Placeholders =>
        _parts.SelectMany(part => part.Arguments.SelectMany(Names).Select(name => (name, part.IsOptional)));

    /// <summary>The placeholders of a text.</summary>
    public static IEnumerable<string> Names(string text) => Brace().Matches(text).Select(match => match.Groups["name"].Value).Where(name => name.Length > 0);

    /// <summary>The arguments with the values in their places.</summary>
    /// <exception cref="EngineException">A value would be taken for an option.</exception>
    public IReadOnlyList<string> Fill(IReadOnlyDictionary<string, CommandValue> values)
    {
        var filled = new List<string>();
        foreach (var (arguments, isOptional) in _parts)
        {
            if (!isOptional || arguments.SelectMany(Names).All(values.ContainsKey))
            {
                foreach (var argument in arguments)
                {
                    filled.Add(Fill(argument, values, isGuarded: !filled.Contains("--")));
                }
            }
        }

        return filled;
    }

    /// <summary>A text with the values in their places.</summary>
    public static string Fill(string text, IReadOnlyDictionary<string, CommandValue> values, bool isGuarded)
    {
        var filled = new StringBuilder();
        var at = 0;
        foreach (Match match in Brace().Matches(text))
        {
            filled.Append(text, at, match.Index - at);
            at = match.Index + match.Length;
            var value = match.Groups["name"].Value is { Length: > 0 } name ? values[name].Text.Replace("\0", "", StringComparison.Ordinal) : match.Value[..1];
            if (isGuarded && filled.Length == 0 && value is ['-' or '@', ..])
            {
                value = values[match.Groups["name"].Value].IsProse
                    ? " " + value
                    : throw EngineException.BadInput($"'{value}' as {match.Value} would be taken for an option.", "Give a value that does not begin with - or @.");
            }

            filled.Append(value);
        }

        return filled.Append(text, at, text.Length - at).ToString();
    }

    [GeneratedRegex(@"\{\{|\}\}|\{(?<name>[a-z][a-z0-9_]*)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Brace();
}
