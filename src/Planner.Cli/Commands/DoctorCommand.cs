using System.CommandLine;
using System.Text.Json.Nodes;
using Planner.Cli.Views;

namespace Planner.Cli.Commands;

/// <summary><c>planner doctor</c>: what is there, what is missing, and what mends it.</summary>
internal static class DoctorCommand
{
    public static Command Create(CliContext context)
    {
        var command = new Command("doctor", "Say what is there, what is missing, and the command that mends it") { CommonOptions.Json };
        command.SetAction(async (parsed, _) =>
        {
            var findings = await new Doctor(context).ExamineAsync(context.Cancellation);
            if (parsed.GetValue(CommonOptions.Json))
            {
                context.WriteJson(new JsonObject
                {
                    ["healthy"] = findings.All(finding => finding.Ok),
                    ["checks"] = new JsonArray([.. findings.Select(Json)]),
                });
            }
            else
            {
                context.Write(findings.SelectMany(finding => Rows(finding, context.Console.Profile.Width)));
            }

            return ExitCodes.Ok;
        });
        return command;
    }

    private static JsonNode Json(Finding finding) =>
        new JsonObject { ["name"] = finding.Name, ["ok"] = finding.Ok, ["detail"] = finding.Detail, ["fix"] = finding.Fix };

    private static IEnumerable<Line> Rows(Finding finding, int width)
    {
        const int Indent = 26;
        var pieces = Line.Wrap(TerminalText.OneLine(finding.Detail), Math.Max(width - Indent - 1, 20)).ToList();
        yield return new Line().Add(finding.Ok ? "✔ " : "✘ ", finding.Ok ? StatusStyle.Good : StatusStyle.Bad)
            .AddCell(finding.Name, Indent - 3, StatusStyle.Strong).Pad(1).Add(pieces.FirstOrDefault() ?? "");
        foreach (var piece in pieces.Skip(1))
        {
            yield return new Line().Pad(Indent).Add(piece);
        }

        if (finding.Fix is { } fix)
        {
            yield return new Line().Pad(Indent).Add(fix, StatusStyle.Warn);
        }
    }
}
