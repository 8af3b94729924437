using System.Globalization;
using Planner.Runs;

namespace Planner.Cli.Views;

/// <summary>What was asked: the words, the files, when.</summary>
internal static class RunHead
{
    public static IEnumerable<Line> Draw(RunState run, PlanViewOptions options)
    {
        if (run.Request is not { } request)
        {
            yield break;
        }

        foreach (var piece in TerminalText.Clean(request.Text).Split('\n').SelectMany(line => Line.Wrap(line, Math.Max(options.Width - 1, 20))))
        {
            yield return new Line().Add(piece, StatusStyle.Strong);
        }

        foreach (var attachment in request.Attachments)
        {
            yield return new Line().Add($"  {attachment.Id}  {attachment.Name}  {attachment.Artifact.MediaType}, {Format.Bytes(attachment.Artifact.Size)}", StatusStyle.Dim);
        }

        var when = run.AcceptedAt.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
        yield return new Line().Add($"  {run.RunId}  {when}  planned by {run.Planner ?? "nobody yet"}", StatusStyle.Dim);
        foreach (var error in run.Steps.Any() ? [] : run.PlanErrors)
        {
            yield return new Line().Add($"  plan rejected: {TerminalText.OneLine(error)}", StatusStyle.Bad);
        }

        yield return new Line();
    }
}
