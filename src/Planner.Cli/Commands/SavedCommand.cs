using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Planner.Cli.Views;
using Planner.Planning;
using Planner.SavedPlans;
using Planner.Serialization;
using Planner.Values;

namespace Planner.Cli.Commands;

/// <summary><c>planner saved</c>: list, show, remove.</summary>
internal static class SavedCommand
{
    public static Command Create(CliContext context)
    {
        var list = List(context);
        var command = new Command("saved", "List, show and remove saved plans") { list, Show(context), Remove(context), CommonOptions.Json };
        command.SetAction((parsed, _) => Task.FromResult(List(context, parsed.GetValue(CommonOptions.Json))));
        return command;
    }

    /// <summary>The saved plan of that name.</summary>
    /// <exception cref="CommandLineException">There is none.</exception>
    public static SavedPlan Find(CliContext context, string name) => context.Get<SavedPlanStore>().Find(name, null)
        ?? throw new CommandLineException($"There is no saved plan '{name}'. planner saved lists them; planner save RUN as NAME makes one.");

    /// <summary>As JSON.</summary>
    public static JsonNode Json(SavedPlan plan) => JsonSerializer.SerializeToNode(plan, PlannerJson.Context.SavedPlan)!;

    /// <summary>The command that runs it.</summary>
    public static string Usage(SavedPlan plan, PlanParameters parameters) => string.Concat(
        [$"planner run {plan.Name}", .. plan.Files.Select(file => $" --file {file.Role}=…"), .. parameters.Of(plan.Plan).Where(parameter => parameter.Value is JsonValue).Take(3).Select(parameter => $" [--set {parameter.Name}=…]")]);

    private static Command List(CliContext context)
    {
        var command = new Command("list", "List saved plans") { CommonOptions.Json };
        command.SetAction((parsed, _) => Task.FromResult(List(context, parsed.GetValue(CommonOptions.Json))));
        return command;
    }

    private static int List(CliContext context, bool json)
    {
        var plans = context.Get<SavedPlanStore>().List(null);
        if (json)
        {
            context.WriteJson(new JsonObject { ["items"] = new JsonArray([.. plans.Select(Json)]) });
        }
        else if (plans.Count == 0)
        {
            context.Error.WriteLine("There are no saved plans yet. Make one of a run: planner save last as NAME");
        }
        else
        {
            context.Write(plans.Select(plan => new Line().AddCell(plan.Name, 24, StatusStyle.Strong).Pad(2).AddCell($"v{plan.Version}", 4).Pad(2)
                .AddCell(string.Join(" → ", plan.Plan.Steps.Select(step => step.Task)), 50, StatusStyle.Dim).Pad(2).Add(TerminalText.OneLine(plan.Description))));
        }

        return ExitCodes.Ok;
    }

    private static Command Show(CliContext context)
    {
        var name = Name();
        var command = new Command("show", "Show a saved plan: its steps, files and parameters") { name, CommonOptions.Json };
        command.SetAction((parsed, _) =>
        {
            var plan = Find(context, parsed.GetRequiredValue(name));
            if (parsed.GetValue(CommonOptions.Json))
            {
                context.WriteJson(Json(plan));
                return Task.FromResult(ExitCodes.Ok);
            }

            var parameters = context.Get<PlanParameters>();
            context.Write(
                [
                    new Line().Add($"{plan.Name}, version {plan.Version}", StatusStyle.Strong).Add($" of {plan.SavedAt:yyyy-MM-dd}", StatusStyle.Dim),
                    new Line().Add(TerminalText.OneLine(plan.Description)),
                    new Line(),
                    .. plan.Plan.Steps.Select(step => new Line().AddCell(step.Id, 5, StatusStyle.Strong).AddCell(step.Task, 28).Add(TerminalText.OneLine(step.Instruction), StatusStyle.Dim)),
                    new Line(),
                    .. plan.Files.Select(file => new Line().Add($"file {file.Role} ({file.Modality.Name()})")),
                    .. parameters.Of(plan.Plan).Select(parameter => new Line().Add($"{parameter.Name} = {parameter.Value?.ToJsonString() ?? "null"}").Add($"  {TerminalText.OneLine(parameter.Description)}", StatusStyle.Dim)),
                    new Line(),
                    new Line().Add(Usage(plan, parameters)),
                ]);
            return Task.FromResult(ExitCodes.Ok);
        });
        return command;
    }

    private static Command Remove(CliContext context)
    {
        var name = Name();
        var command = new Command("remove", "Forget a saved plan with all its versions; its runs stay") { name };
        command.SetAction((parsed, _) =>
        {
            var plan = Find(context, parsed.GetRequiredValue(name));
            context.Get<SavedPlanStore>().Remove(plan.Name, null);
            context.Error.WriteLine($"Removed {plan.Name}.");
            return Task.FromResult(ExitCodes.Ok);
        });
        return command;
    }

    private static Argument<string> Name() => new("NAME") { Description = "What the plan is called; NAME@2 is its second version" };
}
