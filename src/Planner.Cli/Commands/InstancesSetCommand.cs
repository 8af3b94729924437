using System.CommandLine;
using Planner.Cli.Views;
using Planner.Inference.OpenAI;
using Planner.Routing;

namespace Planner.Cli.Commands;

/// <summary><c>planner instances set</c>: changes what was said of a server, while it is used.</summary>
internal static class InstancesSetCommand
{
    public static Command Create(CliContext context)
    {
        var name = DefinitionCommands.Name("instance");
        var url = new Option<string?>("--url") { Description = "Its new address", HelpName = "URL" };
        var look = new Option<bool>("--look") { Description = "Look at the server anew: which models it has, and whether it works" };
        var settings = new InstanceSettings();
        var command = new Command("set", "Change a server that was added; programs that run see it within a second") { name, url, look, CommonOptions.Json };
        settings.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            var store = context.Get<InstanceStore>();
            var wanted = parsed.GetRequiredValue(name);
            BackendInstance Change(BackendInstance instance) =>
                settings.Apply(parsed.GetValue(url) is { } address ? instance with { BaseUrl = InstanceSettings.Address(address) } : instance, parsed, context);
            if (parsed.GetValue(look) && store.Find(wanted) is { } before)
            {
                var (seen, _) = await context.Get<InstanceSetup>().LookAsync(Change(before), context.Cancellation);
                store.Put(seen, store.VersionOf(before));
            }
            else if (store.Update(wanted, Change) is null)
            {
                throw DefinitionCommands.Unknown("instance", wanted, store.Read().Select(instance => instance.Name));
            }

            var now = store.Find(wanted)!;
            if (parsed.GetValue(CommonOptions.Json))
            {
                context.WriteJson(InstanceView.Json(now, []));
            }
            else
            {
                context.Write(InstanceView.Rows(now, [], context.Console.Profile.Width));
            }

            return ExitCodes.Ok;
        });
        return command;
    }
}
