using Planner.Text;

namespace Planner.Answering.Claims;

/// <summary>Letters and digits that are taken whole: an invoice's number, a phone number, an address of the web.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Key">Its letters and digits alone, in lower case.</param>
internal sealed record CodeFact(TextSpan Span, string Key) : Fact(Span)
{
    /// <summary>Letters and digits of a text, in lower case.</summary>
    public static string KeyOf(ReadOnlySpan<char> text)
    {
        var key = new char[text.Length];
        var length = 0;
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c))
            {
                key[length++] = char.ToLowerInvariant(c);
            }
        }

        return new string(key, 0, length);
    }

    /// <inheritdoc/>
    public override bool IsLike(Fact other) => false;
}
