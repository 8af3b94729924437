using System.Globalization;
using System.Text.RegularExpressions;

namespace Planner.IntegrationTests.Engines;

/// <summary>What is measured of a result, and expectations written about it: <c>mean&lt;in.mean*0.9</c>, <c>seconds~in.seconds-2</c>, <c>type=image/png</c>.</summary>
internal sealed partial record Measures(string Type, IReadOnlyDictionary<string, double> Numbers)
{
    /// <summary>What is not as expected, or null.</summary>
    public string? Fault(string expectation, Measures input)
    {
        var match = Form().Match(expectation);
        match.Success.ShouldBeTrue($"'{expectation}' is no expectation");
        var (name, relation, right) = (match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value);
        if (name == "type")
        {
            return Type == right ? null : $"type is {Type}, not {right}";
        }

        var actual = Numbers[name];
        var expected = Evaluate(right, input);
        var holds = relation switch
        {
            "<" => actual < expected,
            ">" => actual > expected,
            "=" => actual == expected,
            "!=" => Math.Abs(actual - expected) > 0.5,
            _ => Math.Abs(actual - expected) <= Math.Max(0.03 * Math.Abs(expected), 0.12),
        };
        return holds ? null : FormattableString.Invariant($"{expectation}: {name} is {actual:0.###}, expected {relation} {expected:0.###}");
    }

    private double Evaluate(string text, Measures input)
    {
        var match = Term().Match(text);
        var number = match.Groups["in"].Success ? input.Numbers[match.Groups["in"].Value]
            : match.Groups["own"].Success ? Numbers[match.Groups["own"].Value]
            : double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);
        var by = match.Groups["by"].Success ? double.Parse(match.Groups["by"].Value, CultureInfo.InvariantCulture) : 0;
        return match.Groups["sign"].Value switch { "*" => number * by, "+" => number + by, "-" => number - by, _ => number };
    }

    [GeneratedRegex("^([a-z_]+)(!=|<|>|=|~)(.+)$")]
    private static partial Regex Form();

    [GeneratedRegex(@"^(?:in\.(?<in>[a-z_]+)|(?<own>[a-z_]+)|(?<number>-?[\d.]+))(?:(?<sign>[*+-])(?<by>[\d.]+))?$")]
    private static partial Regex Term();
}
