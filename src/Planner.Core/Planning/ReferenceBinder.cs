using System.Text;

namespace Planner.Planning;

/// <summary>
/// Reads inputs as people and models write them: attachments by name as well as by id. What looks like a reference and is none is
/// literal text, and said so.
/// </summary>
/// <param name="names">The id of each attachment by its names and id, and of steps that the plan calls otherwise.</param>
internal sealed class ReferenceBinder(IReadOnlyDictionary<string, string> names)
{
    private readonly List<string> _takenLiterally = [];

    /// <summary>Strings with an <c>@</c> that were taken for literal text, in the order found.</summary>
    public IReadOnlyList<string> TakenLiterally => _takenLiterally;

    /// <summary>The same text with attachments named by id and with every <c>@</c> that is no reference doubled.</summary>
    public string Canonical(string text)
    {
        if (!text.Contains('@', StringComparison.Ordinal))
        {
            return text;
        }

        if (text is ['@', not '@' and not '{', ..] && Resolve(text[1..]) is { } whole)
        {
            return "@" + whole;
        }

        var canonical = new StringBuilder();
        var literal = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '@')
            {
                canonical.Append(text[i]);
            }
            else if (i + 1 < text.Length && text[i + 1] == '@')
            {
                canonical.Append("@@");
                i++;
            }
            else if (i + 1 < text.Length && text[i + 1] == '{' && text.IndexOf('}', i) is var close and > 0 && Resolve(text[(i + 2)..close]) is { } inner)
            {
                canonical.Append("@{").Append(inner).Append('}');
                i = close;
            }
            else
            {
                canonical.Append("@@");
                literal = true;
            }
        }

        if (literal)
        {
            _takenLiterally.Add(text);
        }

        return canonical.ToString();
    }

    // A step's id is taken on its form alone: whether there is such a step is the checker's to say, since it may come later in the plan.
    private string? Resolve(string body)
    {
        if (names.TryGetValue(body, out var id))
        {
            return id;
        }

        return Reference.TryParse(body) is { } reference
            && (reference.Target == Reference.Item || names.ContainsKey(reference.Target) || IsId(reference.Target))
            ? (names.TryGetValue(reference.Target, out id) ? reference with { Target = id } : reference).Body
            : null;
    }

    private static bool IsId(string target) => target is ['s' or 'f', _, ..] && target.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;
}
