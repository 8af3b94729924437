using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Planner.Inference.OpenAI;

/// <summary>Reads what servers write as JSON.</summary>
internal static partial class LenientJson
{
    private static readonly JsonDocumentOptions Options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>The value, or nothing when it is no JSON.</summary>
    public static JsonElement? Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Options);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>
    /// A string's text. Half of a character (servers cut emoji in two, a half in each chunk) is kept: with the other half it is whole again.
    /// </summary>
    public static string Text(JsonElement element)
    {
        try
        {
            return element.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return Escape().Replace(element.GetRawText()[1..^1], Unescape);
        }
    }

    /// <summary>The member when it is text.</summary>
    public static string? TextOf(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? Text(member) : null;

    /// <summary>The member when it is a whole number; servers write it as text too.</summary>
    public static long? NumberOf(JsonElement element, string name) =>
        element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out var member) ? null : member.ValueKind switch
        {
            JsonValueKind.Number when member.TryGetDouble(out var number) && Math.Abs(number) < long.MaxValue => (long)number,
            JsonValueKind.String when long.TryParse(member.GetString(), CultureInfo.InvariantCulture, out var number) => number,
            _ => null,
        };

    /// <summary>The member when it is an object.</summary>
    public static JsonElement? ObjectOf(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.Object ? member : null;

    /// <summary>The elements of a member that is an array.</summary>
    public static IEnumerable<JsonElement> ListOf(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.Array ? member.EnumerateArray() : [];

    private static string Unescape(Match match) => match.Value[1] switch
    {
        'u' => ((char)int.Parse(match.ValueSpan[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString(),
        'n' => "\n",
        'r' => "\r",
        't' => "\t",
        'b' => "\b",
        'f' => "\f",
        var character => character.ToString(),
    };

    [GeneratedRegex(@"\\(?:u[0-9a-fA-F]{4}|[^u])")]
    private static partial Regex Escape();
}
