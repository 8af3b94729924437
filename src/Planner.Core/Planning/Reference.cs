namespace Planner.Planning;

/// <summary>A pointer at an attachment, a step's result, or a part of one: <c>@s1</c>, <c>@f2</c>, <c>@s1.labels[0].label</c>.</summary>
/// <param name="Target">The id of a step or attachment, or <see cref="Item"/>.</param>
/// <param name="Path">Member names and indexes into the value, outermost first. Empty: the whole value.</param>
public sealed record Reference(string Target, IReadOnlyList<PathSegment> Path)
{
    /// <summary>Inside a step with <c>for_each</c>: the element that this child works on.</summary>
    public const string Item = "item";

    /// <summary>As a plan writes it, without the <c>@</c>.</summary>
    public string Body => Target + string.Concat(Path.Select(segment => segment.ToString()));

    /// <inheritdoc/>
    public override string ToString() => "@" + Body;

    /// <summary>Two references are equal when they are written alike.</summary>
    public bool Equals(Reference? other) => other is not null && other.Body == Body;

    /// <inheritdoc/>
    public override int GetHashCode() => Body.GetHashCode(StringComparison.Ordinal);

    /// <summary>Reads <c>id(.name|[n])*</c>, without the <c>@</c>. Returns null when it is anything else.</summary>
    public static Reference? TryParse(ReadOnlySpan<char> body)
    {
        var length = IdentifierLength(body);
        if (length == 0)
        {
            return null;
        }

        var target = body[..length].ToString();
        var path = new List<PathSegment>();
        for (var rest = body[length..]; rest.Length > 0;)
        {
            int used;
            if (rest[0] == '.' && (used = IdentifierLength(rest[1..])) > 0)
            {
                path.Add(PathSegment.Member(rest.Slice(1, used).ToString()));
                used++;
            }
            else if (rest[0] == '[' && rest.IndexOf(']') is var close and > 1 && int.TryParse(rest[1..close], out var index) && index >= 0)
            {
                path.Add(PathSegment.At(index));
                used = close + 1;
            }
            else
            {
                return null;
            }

            rest = rest[used..];
        }

        return new Reference(target, path);
    }

    private static int IdentifierLength(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && (char.IsAsciiLetterOrDigit(text[length]) || text[length] is '_' or '-'))
        {
            length++;
        }

        return length;
    }
}
