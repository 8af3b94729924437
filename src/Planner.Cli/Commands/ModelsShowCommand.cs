using System.CommandLine;
using Planner.Cli.Views;
using Planner.Matching;

namespace Planner.Cli.Commands;

/// <summary><c>planner models show</c>: one card.</summary>
internal static class ModelsShowCommand
{
    public static Command Create(CliContext context)
    {
        var id = new Argument<string>("ID") { Description = "The model's id, such as openai/whisper-large-v3 or local/ocr" };
        var command = new Command("show", "Show a model's card and whether it can run here") { id, CommonOptions.Json };
        command.SetAction((parsed, _) =>
        {
            var name = parsed.GetRequiredValue(id);
            var model = context.Get<IModelSearch>().Find(name)
                ?? throw new CommandLineException($"There is no model '{name}' in the catalog. Look for it with planner models search.");
            if (parsed.GetValue(CommonOptions.Json))
            {
                context.WriteJson(ModelReport.Of(model));
            }
            else
            {
                context.Write(ModelView.Card(model, context.Console.Profile.Width));
            }

            return Task.FromResult(ExitCodes.Ok);
        });
        return command;
    }
}
