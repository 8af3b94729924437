using System.Text.RegularExpressions;
using Planner.Answering;
using Planner.Runs;

namespace Planner.Cli.Views;

/// <summary>What the citations in an answer stand for: under it, a line for each step that it cites, with the file and page.</summary>
internal static partial class CitedSources
{
    /// <summary>The lines; none when nothing is cited.</summary>
    public static IEnumerable<Line> Draw(RunState run)
    {
        ArgumentNullException.ThrowIfNull(run);
        foreach (var id in Citation().Matches(run.Answer).Select(match => match.Groups[1].Value).Distinct())
        {
            if (run.Step(id) is { Value: { } value } step)
            {
                var places = AnswerText.SourcesOf(value, run.Request?.Language);
                var what = TerminalText.OneLine(step.Step.Instruction);
                yield return new Line().Add($"[{id}] ", StatusStyle.Active)
                    .Add(places.Length > 0 ? places : what.Length > 0 ? Line.Fit(what, 70) : step.Step.Task)
                    .Add($"  {step.Step.Task}{(step.Model is { Length: > 0 } model ? $", {model}" : "")}", StatusStyle.Dim);
            }
        }
    }

    [GeneratedRegex(@"(?<=\[(?:s\d+(?:\[\d+\])?\s?[,;]\s?)*)(s\d+(?:\[\d+\])?)(?=(?:\s?[,;]\s?s\d+(?:\[\d+\])?)*\])")]
    private static partial Regex Citation();
}
