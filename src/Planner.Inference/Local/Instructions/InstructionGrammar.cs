using System.Text.RegularExpressions;

namespace Planner.Inference.Local.Instructions;

/// <summary>
/// Reads an instruction from left to right: the longest rule that fits here, else a word that asks for nothing ("please", "the picture"),
/// else a word that is not understood. Every word is accounted for, so that "remove the car and sharpen" is never just sharpened.
/// </summary>
internal sealed partial class InstructionGrammar<T>(IEnumerable<InstructionRule<T>> rules, string filler)
    where T : class
{
    private readonly InstructionRule<T>[] _rules = [.. rules];
    private readonly Regex _filler = InstructionPattern.Compile(filler);

    /// <summary>Reads an instruction in English or Russian.</summary>
    public InstructionReading<T> Read(string instruction)
    {
        // One character for one: what was matched can be cut out of the original.
        var text = instruction.Replace('ё', 'е').Replace('Ё', 'Е').Replace('\u00A0', ' ');
        var operations = new List<T>();
        var unknown = new List<string>();
        for (var at = Skip(text, 0); at < text.Length;)
        {
            var (match, made) = Longest(text, at);
            if (match is not null)
            {
                if (made is not null)
                {
                    operations.Add(made);
                }
                else
                {
                    unknown.Add(match.Value.Trim());
                }

                at = Skip(text, at + match.Length);
                continue;
            }

            // A rule counts above a word without meaning, and that above none.
            var filler = _filler.Match(text, at);
            var length = filler.Success && filler.Length > 0 ? filler.Length : Math.Max(1, Word().Match(text, at).Length);
            if (!filler.Success || filler.Length == 0)
            {
                unknown.Add(text.Substring(at, length));
            }

            at = Skip(text, at + length);
        }

        return new InstructionReading<T>(operations, unknown);
    }

    private (Match? Match, T? Made) Longest(string text, int at)
    {
        var best = (Match: (Match?)null, Rule: (InstructionRule<T>?)null);
        foreach (var rule in _rules)
        {
            if (rule.Pattern.Match(text, at) is { Success: true, Length: > 0 } match && match.Length > (best.Match?.Length ?? 0))
            {
                best = (match, rule);
            }
        }

        return (best.Match, best.Match is null ? null : best.Rule!.Make(best.Match));
    }

    private static int Skip(string text, int at) => at + Blank().Match(text, at).Length;

    // A hyphen is blank only between blanks: "-write" is a word that nobody asked for.
    [GeneratedRegex(@"\G(?:[\s,.!?:()]|[-–—](?=\s))*", RegexOptions.CultureInvariant)]
    private static partial Regex Blank();

    [GeneratedRegex(@"\G[^\s,!?]+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
