using System.CommandLine;
using Planner.Cli.Running;
using Planner.Planning;
using Planner.Routing;
using Planner.Runs;

namespace Planner.Cli.Commands;

/// <summary><c>planner run</c>: runs a saved plan.</summary>
internal static class RunCommand
{
    public static Command Create(CliContext context)
    {
        var name = new Argument<string>("NAME") { Description = "What the plan is called; NAME@2 is its second version" };
        var files = new Option<string[]>("--file", "-f") { Description = "A file that the plan takes, with what the plan calls it before it where that is not clear", HelpName = "[ROLE=]F" };
        var text = new Option<string?>("--text") { Description = "The request in other words than those that the plan was made for", HelpName = "TEXT" };
        var deadline = CommonOptions.Deadline();
        var command = new Command("run", "Run a saved plan on other files, without a controller. --set NAME=VALUE gives its parameters other values")
        {
            name, files, text, deadline, CommonOptions.Json, CommonOptions.Out, CommonOptions.Offline,
        };
        command.SetAction(async (parsed, _) =>
        {
            var plan = SavedCommand.Find(context, parsed.GetRequiredValue(name));
            var given = new Request
            {
                Text = parsed.GetValue(text)?.Trim() ?? "",
                Attachments = await RequestReader.FilesAsync(context, parsed.GetValue(files) ?? [], role => plan.Files.Any(file => file.IsCalled(role)), context.Cancellation),
                Options = new RequestOptions { DeadlineSeconds = parsed.GetValue(deadline), Egress = parsed.GetValue(CommonOptions.Offline) ? Egress.Machine : Egress.Cloud },
            };
            return await new RunPresenter(context)
            {
                Json = parsed.GetValue(CommonOptions.Json),
                OutFolder = parsed.GetValue(CommonOptions.Out),
            }.StartAsync(plan.AsRequest(given, context.Get<PlanParameters>().Set(plan.Plan, CommonOptions.PlanValues(parsed))));
        });
        return command;
    }
}
