using Planner.Runs;
using Planner.Values;

namespace Planner.Cli.Views;

/// <summary>What steps gave, in short.</summary>
internal static class ValueView
{
    private const int MaxLines = 12;

    /// <summary>Under each step's id the first lines of its value.</summary>
    public static IEnumerable<Line> Draw(RunState run, PlanViewOptions options)
    {
        ArgumentNullException.ThrowIfNull(run);
        foreach (var state in run.Steps.Where(state => state.Value is not null))
        {
            yield return new Line();
            yield return new Line().Add($"{state.Step.Id} {state.Step.Task}", StatusStyle.Strong);
            var lines = TerminalText.Clean(Text(state.Value!)).Split('\n').SelectMany(line => Line.Wrap(line, Math.Max(options.Width - 3, 20))).ToList();
            foreach (var line in lines.Take(MaxLines))
            {
                yield return new Line().Pad(2).Add(line);
            }

            if (lines.Count > MaxLines)
            {
                yield return new Line().Add($"  {Format.Count(lines.Count - MaxLines, "more line")}; all of it with --json", StatusStyle.Dim);
            }
        }
    }

    private static string Text(Value value) => value switch
    {
        TextValue text => text.Text,
        ArtifactValue file => $"{file.Artifact.Name} ({file.Artifact.MediaType}, {Format.Bytes(file.Artifact.Size)})",
        StructuredValue structured => structured.Json.GetRawText(),
        ListValue list => string.Join('\n', list.Items.Select(Text)),
        _ => "",
    };
}
