using System.Text.RegularExpressions;

namespace Planner.Text;

/// <summary>Patterns of addresses that reach somebody.</summary>
internal static partial class ContactPatterns
{
    /// <summary>An e-mail address.</summary>
    [GeneratedRegex(@"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}", RegexOptions.CultureInvariant)]
    public static partial Regex Email();

    /// <summary>A web address.</summary>
    [GeneratedRegex(@"\b(?:https?://|www\.)[^\s<>""«»)\]]{2,500}(?<![.,;:!?])", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    public static partial Regex Url();

    /// <summary>A run of digits that may be a phone number; <see cref="IsPhone"/> decides.</summary>
    [GeneratedRegex(@"(?<![\w+.,-])(?:\+|\()?\d(?:[\d ()\u00A0\u2011-]|\.(?=\d)){6,20}\d(?![\w])", RegexOptions.CultureInvariant)]
    public static partial Regex Phone();

    /// <summary>7 to 15 digits (ITU-T E.164), with a plus, brackets, two hyphens or a leading zero to tell it from an amount.</summary>
    /// <param name="candidate">A match of <see cref="Phone"/>.</param>
    public static bool IsPhone(string candidate)
    {
        var digits = candidate.Count(char.IsDigit);
        var marked = candidate[0] is '+' or '(' || candidate.Contains('(', StringComparison.Ordinal)
            || candidate.Count(c => c is '-' or '\u2011') >= 2
            || (candidate[0] is '0' or '8' && candidate.Count(c => c == ' ') is >= 1 and <= 4);
        return digits is >= 7 and <= 15 && marked;
    }
}
