using System.CommandLine;
using Planner.Cli.Views;
using Planner.Inference.OpenAI;
using Planner.Routing;

namespace Planner.Cli.Commands;

/// <summary><c>planner instances add</c>: looks at a server, tries it, and keeps it.</summary>
internal static class InstancesAddCommand
{
    public static Command Create(CliContext context)
    {
        var url = new Argument<string>("URL") { Description = "Its address, such as http://localhost:11434/v1" };
        var name = new Option<string?>("--name") { Description = "Its name; the host when left out", HelpName = "N" };
        var settings = new InstanceSettings();
        var command = new Command("add", "Look at a server that speaks OpenAI's protocol, try it, and use its models") { url, name, CommonOptions.Json };
        settings.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            var address = InstanceSettings.Address(parsed.GetRequiredValue(url));
            var described = settings.Apply(new BackendInstance { Name = NameOf(parsed.GetValue(name) ?? address.Authority), BaseUrl = address }, parsed, context);
            var (instance, tried) = await context.Get<InstanceSetup>().LookAsync(described, context.Cancellation);
            context.Get<InstanceStore>().Put(instance);
            if (parsed.GetValue(CommonOptions.Json))
            {
                var json = InstanceView.Json(instance, []);
                json["tried"] = tried;
                context.WriteJson(json);
            }
            else
            {
                context.Write(InstanceView.Rows(instance, [], context.Console.Profile.Width));
                await context.Output.WriteLineAsync($"Added; {tried}. planner models search shows what can run now.");
            }

            return ExitCodes.Ok;
        });
        return command;
    }

    // It names a backend in tables and events, among others that are there always.
    private static string NameOf(string name) => name is "local" or "controller" or "prompts" or "huggingface" || name.StartsWith("tools-", StringComparison.Ordinal) || string.IsNullOrWhiteSpace(name) || name.Any(char.IsControl)
        ? throw new CommandLineException($"'{TerminalText.OneLine(name)}' can't be an instance's name. Choose another with --name.")
        : name.Trim();
}
