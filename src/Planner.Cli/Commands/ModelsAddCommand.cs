using System.CommandLine;
using Planner.Catalog;
using Planner.Cli.Views;

namespace Planner.Cli.Commands;

/// <summary><c>planner models add</c>: a card by hand.</summary>
internal static class ModelsAddCommand
{
    public static Command Create(CliContext context)
    {
        var id = new Argument<string>("ID") { Description = "The model's id, such as org/name" };
        var task = new Option<string[]>("--task") { Description = "What it does; give it once for each task", HelpName = "T", Required = true };
        var description = new Option<string>("--description") { Description = "What it is good at, in a sentence or two", HelpName = "TEXT", Required = true };
        var language = new Option<string[]>("--language") { Description = "A language that it knows, such as en", HelpName = "L" };
        var license = new Option<string?>("--license") { Description = "Its license, such as apache-2.0", HelpName = "L" };
        var command = new Command("add", "Put a card of your own into the local catalog; one of that model is replaced") { id, task, description, language, license };
        command.SetAction((parsed, _) =>
        {
            var name = parsed.GetRequiredValue(id).Trim();
            if (name.Length == 0 || name.Any(char.IsWhiteSpace) || name.StartsWith("local/", StringComparison.Ordinal) || name.StartsWith("command/", StringComparison.Ordinal))
            {
                throw new CommandLineException($"'{name}' can't be a model's id: it has no spaces and does not begin with local/ or command/. Write it as on the Hub, org/name.");
            }

            context.Get<IModelStore>().Write([new StoredModel(new ModelCard
            {
                Id = name,
                Tasks = [.. (parsed.GetValue(task) ?? []).Select(one => CommonOptions.KnownTask(context, one))],
                Description = parsed.GetRequiredValue(description).Trim(),
                Languages = [.. (parsed.GetValue(language) ?? []).Select(one => one.ToLowerInvariant())],
                License = parsed.GetValue(license),
            }, CardOrigin.User)]);
            context.Write(new Line().Add($"{name} is in the catalog. ").Add($"planner models show {name}", StatusStyle.Dim));
            return Task.FromResult(ExitCodes.Ok);
        });
        return command;
    }
}
