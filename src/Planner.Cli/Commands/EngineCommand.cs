using System.CommandLine;
using System.Globalization;
using Planner.Catalog;

namespace Planner.Cli.Commands;

/// <summary><c>planner engine serve</c>: one model for other programs, in a process of its own.</summary>
internal static class EngineCommand
{
    private static readonly string[] Prefixes = ["", "local/", "command/"];

    public static Command Create(CliContext context)
    {
        var name = new Argument<string>("NAME") { Description = "The model, such as local/ocr or ocr; planner models search --runnable lists them" };
        var port = new Option<int>("--port") { Description = "The port on 127.0.0.1; 0 takes a free one", HelpName = "P" };
        var urls = new Option<string?>("--urls") { Description = "Where to listen instead", HelpName = "URLS" };
        var serve = new Command("serve", "Serve one model under /hf-inference and /v1") { name, port, urls, CommonOptions.Offline };
        serve.SetAction((parsed, _) =>
        {
            var model = Find(context, parsed.GetRequiredValue(name));
            var address = parsed.GetValue(urls) ?? string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{parsed.GetValue(port)}");
            return ServeCommand.RunAsync(context, address, parsed.GetValue(CommonOptions.Offline), options => options.Model = model, model);
        });
        return new Command("engine", "Make a model of this machine useful to others") { serve };
    }

    private static string Find(CliContext context, string name)
    {
        var catalog = context.Get<ModelCatalog>();
        return Prefixes.Select(prefix => catalog.TryGet(prefix + name, out var card) ? card.Id : null).FirstOrDefault(id => id is not null)
            ?? throw new CommandLineException($"There is no model '{name}'. planner models search --runnable lists those that can run here.");
    }
}
