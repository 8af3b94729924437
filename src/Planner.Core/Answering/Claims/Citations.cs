using System.Text.RegularExpressions;

namespace Planner.Answering.Claims;

/// <summary>References to steps in an answer: <c>[s2]</c>, <c>[s2[0]]</c>, <c>[s1, s3]</c>.</summary>
internal static partial class Citations
{
    /// <summary>One bracket with one or several ids.</summary>
    [GeneratedRegex(@"\[\s?(?<id>s\d{1,6}(?:\[\d{1,6}\])?)(?:\s?[,;]\s?(?<id>s\d{1,6}(?:\[\d{1,6}\])?))*\s?\]")]
    public static partial Regex Pattern();
}
