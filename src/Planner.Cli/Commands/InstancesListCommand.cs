using System.CommandLine;
using System.Text.Json.Nodes;
using Planner.Cli.Views;
using Planner.Routing;

namespace Planner.Cli.Commands;

/// <summary><c>planner instances list</c>.</summary>
internal static class InstancesListCommand
{
    public static Command Create(CliContext context)
    {
        var command = new Command("list", "List the servers that were added, with their models and how running programs find them") { CommonOptions.Json };
        command.SetAction(async (parsed, _) =>
        {
            var instances = context.Get<InstanceStore>().Read();
            var states = context.Get<InstanceStates>().Read();
            IReadOnlyList<(int Process, InstanceStatus Status)> Of(BackendInstance instance) =>
                [.. states.SelectMany(pair => pair.Value.Where(status => status.Name == instance.Name).Select(status => (pair.Key, status)))];
            if (parsed.GetValue(CommonOptions.Json))
            {
                context.WriteJson(new JsonObject { ["items"] = new JsonArray([.. instances.Select(instance => InstanceView.Json(instance, Of(instance)))]) });
            }
            else if (instances.Count == 0)
            {
                await context.Error.WriteLineAsync("No server was added yet. Add one with planner instances add URL.");
            }
            else
            {
                context.Write(instances.SelectMany(instance => InstanceView.Rows(instance, Of(instance), context.Console.Profile.Width)));
            }

            return ExitCodes.Ok;
        });
        return command;
    }
}
