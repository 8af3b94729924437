using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Planner.IntegrationTests.Engines;

/// <summary>What an answer must say: a string that is in it, or <c>[unit, value, tolerance]</c>, a number before that unit.</summary>
internal static class FactExpectation
{
    /// <summary>What is not as expected, or null.</summary>
    public static string? Fault(JsonNode expectation, string answer)
    {
        if (expectation is JsonValue word)
        {
            return answer.Contains((string)word!, StringComparison.OrdinalIgnoreCase) ? null : $"no '{word}' in '{answer}'";
        }

        var (unit, value, tolerance) = ((string)expectation[0]!, (double)expectation[1]!, (double)expectation[2]!);
        var numbers = Regex.Matches(answer, @"(-?\d+(?:[.,]\d+)?)\s*" + Regex.Escape(unit) + @"(?!\p{L})")
            .Select(match => double.Parse(match.Groups[1].Value.Replace(',', '.'), CultureInfo.InvariantCulture));
        return numbers.Any(number => Math.Abs(number - value) <= tolerance + 1e-9) ? null : $"no {value.ToString(CultureInfo.InvariantCulture)} {unit} in '{answer}'";
    }
}
