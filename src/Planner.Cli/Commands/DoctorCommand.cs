using System.CommandLine;
using System.Text.Json.Nodes;
using Planner.Cli.Views;
using Planner.Inference.Live;
using Planner.Routing;

namespace Planner.Cli.Commands;

/// <summary><c>planner doctor</c>: what is there, what is missing, and what mends it.</summary>
internal static class DoctorCommand
{
    public static Command Create(CliContext context)
    {
        var live = new Option<bool>("--live") { Description = "Call everything that every instance can do once, with small inputs, and hold what comes against what is expected" };
        var costly = new Option<bool>("--costly") { Description = "With --live: let pictures and videos be made in the cloud too" };
        var most = new Option<decimal>("--max-usd") { Description = "With --live: begin no call once so much is spent", HelpName = "USD", DefaultValueFactory = _ => new LiveCheckOptions().MostUsd };
        var command = new Command("doctor", "Say what is there, what is missing, and the command that mends it") { live, costly, most, CommonOptions.Offline, CommonOptions.Json };
        command.SetAction(async (parsed, _) =>
        {
            if (parsed.GetValue(live))
            {
                var options = new LiveCheckOptions
                {
                    Ceiling = parsed.GetValue(CommonOptions.Offline) ? Egress.Machine : Egress.Cloud,
                    MostUsd = parsed.GetValue(most),
                    Costly = parsed.GetValue(costly),
                };
                return await new DoctorLive(context).RunAsync(options, parsed.GetValue(CommonOptions.Json));
            }

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
