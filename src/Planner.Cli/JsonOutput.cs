using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Planner.Runs;
using Planner.Serialization;

namespace Planner.Cli;

/// <summary>JSON on standard output.</summary>
internal static class JsonOutput
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions Indented = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    /// <summary>Writes a run's report.</summary>
    public static void WriteJson(this CliContext context, RunReport report) =>
        context.WriteJson(JsonSerializer.SerializeToNode(report, PlannerJson.Context.RunReport)!);

    /// <summary>Writes one value: on one line for programs, indented for people.</summary>
    public static void WriteJson(this CliContext context, JsonNode json)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Output.WriteLine(json.ToJsonString(context.OutputIsTerminal ? Indented : Compact));
    }
}
