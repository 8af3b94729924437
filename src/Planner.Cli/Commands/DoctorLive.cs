using System.Globalization;
using System.Text.Json.Nodes;
using Planner.Cli.Views;
using Planner.Inference.Live;

namespace Planner.Cli.Commands;

/// <summary><c>planner doctor --live</c>: one small call for each thing that each instance can do, expected against actual.</summary>
internal sealed class DoctorLive(CliContext context)
{
    private const int InstanceCells = 14;
    private const int TaskCells = 30;
    private const int ModelCells = 26;
    private const int ExpectedCells = 22;

    /// <summary>Makes the calls and shows what came.</summary>
    /// <returns>0: all as expected; 3: something failed or gave something else; 4: nothing could be called.</returns>
    public async Task<int> RunAsync(LiveCheckOptions options, bool json)
    {
        var findings = new List<LiveFinding>();
        await foreach (var finding in context.Get<LiveCheck>().RunAsync(options, context.Cancellation))
        {
            if (!json)
            {
                context.Write(Rows(finding, findings.Count == 0));
            }

            findings.Add(finding);
        }

        if (json)
        {
            context.WriteJson(Json(findings));
        }
        else
        {
            context.Write([new Line(), new Line().Add(Summary(findings))]);
        }

        return findings.TrueForAll(finding => finding.Outcome == LiveOutcome.NotTried) ? ExitCodes.CannotRun
            : findings.Exists(finding => finding.Outcome is LiveOutcome.Failed or LiveOutcome.Different) ? ExitCodes.Partial
            : ExitCodes.Ok;
    }

    private IEnumerable<Line> Rows(LiveFinding finding, bool first)
    {
        if (first)
        {
            yield return new Line().Pad(2).AddCell("instance", InstanceCells, StatusStyle.Dim).Pad(1).AddCell("task", TaskCells, StatusStyle.Dim).Pad(1).AddCell("model", ModelCells, StatusStyle.Dim).Pad(1)
                .AddCell("expected", ExpectedCells, StatusStyle.Dim).Pad(1).Add("actual", StatusStyle.Dim);
        }

        var (mark, style) = finding.Outcome switch
        {
            LiveOutcome.AsExpected => ("✔ ", StatusStyle.Good),
            LiveOutcome.Different => ("≠ ", StatusStyle.Warn),
            LiveOutcome.Failed => ("✘ ", StatusStyle.Bad),
            _ => ("– ", StatusStyle.Dim),
        };
        var line = new Line().Add(mark, style).AddCell(finding.Instance, InstanceCells, StatusStyle.Strong).Pad(1).AddCell(finding.Task, TaskCells).Pad(1).AddCell(finding.Model, ModelCells, StatusStyle.Active).Pad(1)
            .AddCell(finding.Expected, ExpectedCells).Pad(1);
        var indent = line.Cells;
        var actual = finding.Outcome == LiveOutcome.NotTried ? $"not tried: {finding.Actual}" : $"{finding.Actual} ({Format.Seconds(finding.Seconds)}{(finding.CostUsd > 0 ? ", " + Format.Cost(finding.CostUsd) : "")})";
        var pieces = Line.Wrap(TerminalText.OneLine(actual), Math.Max(context.Console.Profile.Width - indent - 1, 30)).ToList();
        yield return line.Add(pieces.FirstOrDefault() ?? "");
        foreach (var piece in pieces.Skip(1))
        {
            yield return new Line().Pad(indent).Add(piece);
        }

        if (finding.Fix is { } fix)
        {
            yield return new Line().Pad(indent).Add(TerminalText.OneLine(fix), StatusStyle.Warn);
        }
    }

    private static string Summary(List<LiveFinding> findings)
    {
        if (findings.Count == 0)
        {
            return "Nothing here can be called. planner doctor says what is missing.";
        }

        var called = findings.Where(finding => finding.Outcome != LiveOutcome.NotTried).ToList();
        int Count(LiveOutcome outcome) => findings.Count(finding => finding.Outcome == outcome);
        var silent = called.Where(finding => finding.Egress != Routing.Egress.Machine).GroupBy(finding => finding.Instance).Where(group => group.All(finding => finding.CostUsd == 0)).Select(group => group.Key).ToList();
        return $"{Format.Count(called.Count, "call")}: {Count(LiveOutcome.AsExpected)} as expected, {Count(LiveOutcome.Different)} different, {Count(LiveOutcome.Failed)} failed; {Count(LiveOutcome.NotTried)} not tried. "
            + $"Cost {Format.Cost(called.Sum(finding => finding.CostUsd))}{(silent.Count > 0 ? $", as far as it is known: {string.Join(", ", silent)} did not say" : "")}.";
    }

    private static JsonObject Json(List<LiveFinding> findings) => new()
    {
        ["healthy"] = findings.TrueForAll(finding => finding.Outcome is LiveOutcome.AsExpected or LiveOutcome.NotTried),
        ["costUsd"] = findings.Sum(finding => finding.CostUsd),
        ["calls"] = new JsonArray([.. findings.Select(finding => (JsonNode)new JsonObject
        {
            ["instance"] = finding.Instance,
            ["egress"] = finding.Egress.ToString().ToLower(CultureInfo.InvariantCulture),
            ["task"] = finding.Task,
            ["model"] = finding.Model,
            ["outcome"] = finding.Outcome switch { LiveOutcome.AsExpected => "as-expected", LiveOutcome.NotTried => "not-tried", var outcome => outcome.ToString().ToLower(CultureInfo.InvariantCulture) },
            ["expected"] = finding.Expected,
            ["actual"] = finding.Actual,
            ["fix"] = finding.Fix,
            ["seconds"] = Math.Round(finding.Seconds, 3),
            ["costUsd"] = finding.CostUsd,
        })]),
    };
}
