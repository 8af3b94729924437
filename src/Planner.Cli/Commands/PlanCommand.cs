using System.CommandLine;
using System.Text.Json;
using Planner.Cli.Running;
using Planner.Cli.Views;
using Planner.Routing;
using Planner.Runs;
using Planner.Serialization;

namespace Planner.Cli.Commands;

/// <summary><c>planner plan</c>: the plan with the chosen models, nothing run.</summary>
internal static class PlanCommand
{
    public static Command Create(CliContext context)
    {
        var text = CommonOptions.Text();
        var files = CommonOptions.Files();
        var format = new Option<string>("--format")
        {
            Description = "tree, mermaid or json",
            HelpName = "tree|mermaid|json",
            DefaultValueFactory = _ => "tree",
        }.AcceptOnlyFromAmong("tree", "mermaid", "json");
        var command = new Command("plan", "Show the plan for a request, and why each model was chosen; run nothing")
        {
            text, files, format, CommonOptions.Json, CommonOptions.Offline,
        };
        command.SetAction(async (parsed, _) =>
        {
            var options = new RequestOptions { PlanOnly = true, Egress = parsed.GetValue(CommonOptions.Offline) ? Egress.Machine : Egress.Cloud };
            var request = await RequestReader.ReadAsync(
                context, parsed.GetValue(text) ?? [], parsed.GetValue(files) ?? [], options, context.Cancellation);
            return await new RunPresenter(context)
            {
                PlanIsResult = true,
                Print = (parsed.GetValue(CommonOptions.Json) ? "json" : parsed.GetValue(format)) switch
                {
                    "json" => run => context.Output.WriteLine(JsonSerializer.Serialize(run.Plan, PlannerJson.Context.Plan)),
                    "mermaid" => run => context.Output.Write(Mermaid(run)),
                    _ => null,
                },
            }.StartAsync(request);
        });
        return command;
    }

    private static string Mermaid(RunState run) =>
        MermaidPlan.Write(run.Plan, run.Request!.Attachments.ToDictionary(attachment => attachment.Id, attachment => attachment.Name, StringComparer.Ordinal));
}
