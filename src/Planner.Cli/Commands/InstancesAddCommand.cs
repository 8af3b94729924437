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
        var key = new Option<string?>("--key") { Description = "Its key: env:NAME, file:PATH, or the key itself", HelpName = "REF" };
        var name = new Option<string?>("--name") { Description = "Its name; the host when left out", HelpName = "N" };
        var apiVersion = new Option<string?>("--api-version") { Description = "The version of Azure's API", HelpName = "V" };
        var proxy = new Option<string?>("--proxy") { Description = "A proxy on the way to it", HelpName = "URL" };
        var caFile = new Option<string?>("--ca-file") { Description = "Certificates (PEM) to trust", HelpName = "F" };
        var egress = new Option<Egress?>("--egress") { Description = "How far away it is, when its address does not tell", HelpName = "machine|lan|cloud" };
        var command = new Command("add", "Look at a server that speaks OpenAI's protocol, try it, and use its models")
        {
            url, key, name, apiVersion, proxy, caFile, egress, CommonOptions.Json,
        };
        command.SetAction(async (parsed, _) =>
        {
            var address = Address(parsed.GetRequiredValue(url));
            var (instance, tried) = await context.Get<InstanceSetup>().LookAsync(
                new BackendInstance
                {
                    Name = NameOf(parsed.GetValue(name) ?? address.Authority),
                    BaseUrl = address,
                    Key = parsed.GetValue(key),
                    ApiVersion = parsed.GetValue(apiVersion),
                    Proxy = parsed.GetValue(proxy) is { } way ? Address(way) : null,
                    CaFile = parsed.GetValue(caFile) is { } file ? Path.GetFullPath(file, context.WorkingDirectory) : null,
                    Egress = parsed.GetValue(egress),
                },
                context.Cancellation);
            context.Get<InstanceStore>().Put(instance);
            if (parsed.GetValue(CommonOptions.Json))
            {
                var json = InstanceView.Json(instance);
                json["tried"] = tried;
                context.WriteJson(json);
            }
            else
            {
                context.Write(InstanceView.Rows(instance, context.Console.Profile.Width));
                await context.Output.WriteLineAsync($"Added; {tried}. planner models search shows what can run now.");
            }

            return ExitCodes.Ok;
        });
        return command;
    }

    private static Uri Address(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https") && address.UserInfo.Length == 0
        ? address
        : throw new CommandLineException($"'{TerminalText.OneLine(text)}' is no address of a server. Write it as http://HOST:PORT/v1 or https://HOST/v1; a key goes into --key.");

    // It names a backend in tables and events, among others that are there always.
    private static string NameOf(string name) => name is "local" or "controller" or "prompts" || string.IsNullOrWhiteSpace(name) || name.Any(char.IsControl)
        ? throw new CommandLineException($"'{TerminalText.OneLine(name)}' can't be an instance's name. Choose another with --name.")
        : name.Trim();
}
