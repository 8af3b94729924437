using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Planner.Cli.Views;
using Planner.Routes;
using Planner.Serialization;

namespace Planner.Cli.Commands;

/// <summary><c>planner routes</c>: which models talk of a kind, or a task, goes to.</summary>
internal static class RoutesCommand
{
    public static Command Create(CliContext context) => new("routes", "Which models talk of a kind, or a task, goes to: list, try, set, enable, disable, remove")
    {
        List(context),
        RoutesTryCommand.Create(context),
        Set(context),
        Switch(context, "enable", "Use a route again", on: true),
        Switch(context, "disable", "Keep a route and don't use it", on: false),
        Remove(context),
    };

    private static Command List(CliContext context)
    {
        var command = new Command("list", "List the routes: your own, then those that are shipped") { CommonOptions.Json };
        command.SetAction(async (parsed, _) =>
        {
            var table = context.Get<RouteTable>();
            foreach (var problem in table.Problems)
            {
                await context.Error.WriteLineAsync($"warning: {problem.Message}");
            }

            if (parsed.GetValue(CommonOptions.Json))
            {
                context.WriteJson(new JsonObject { ["items"] = new JsonArray([.. table.All.Select(Json)]) });
            }
            else
            {
                context.Write(table.All.SelectMany(route => Rows(context, route)));
            }

            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command Set(CliContext context)
    {
        var name = DefinitionCommands.Name("route");
        var description = new Option<string?>("--description") { Description = "What people ask for, in their words", HelpName = "TEXT" };
        var model = new Option<string?>("--model") { Description = "The model that comes first; 'none': those that fit best come first", HelpName = "ID" };
        var fallback = new Option<string[]>("--fallback") { Description = "A model or group that follows when one fails; the first given before the next", HelpName = "ID" };
        var tasks = new Option<string[]>("--task") { Description = "A task that is bound to these models, whatever it says", HelpName = "T" };
        var command = new Command("set", "Make a route, or change one; a shipped one is replaced by yours") { name, description, model, fallback, tasks, CommonOptions.Json };
        command.SetAction((parsed, _) =>
        {
            var wanted = parsed.GetRequiredValue(name).Trim();
            var before = context.Get<RouteTable>().All.FirstOrDefault(route => route.Name.Equals(wanted, StringComparison.OrdinalIgnoreCase)) ?? new Route { Name = wanted };
            var route = before with
            {
                Description = parsed.GetValue(description) ?? before.Description,
                PrimaryModel = parsed.GetValue(model) is { } first ? (first == "none" ? "" : first) : before.PrimaryModel,
                FallbackModels = parsed.GetValue(fallback) is { Length: > 0 } others ? others : before.FallbackModels,
                Tasks = parsed.GetValue(tasks) is { Length: > 0 } bound ? [.. bound.Select(task => CommonOptions.KnownTask(context, task))] : before.Tasks,
            };
            context.Get<RouteStore>().Put(route);
            if (parsed.GetValue(CommonOptions.Json))
            {
                context.WriteJson(Json(route));
            }
            else
            {
                context.Write(Rows(context, route));
            }

            return Task.FromResult(ExitCodes.Ok);
        });
        return command;
    }

    private static Command Switch(CliContext context, string verb, string what, bool on)
    {
        var name = DefinitionCommands.Name("route");
        var command = new Command(verb, what) { name };
        command.SetAction(async (parsed, _) =>
        {
            var route = Known(context, parsed.GetRequiredValue(name));
            context.Get<RouteStore>().Put(route with { Enabled = on ? null : false });
            await context.Output.WriteLineAsync($"{route.Name} is {(on ? "used" : "not used")}.");
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command Remove(CliContext context)
    {
        var name = DefinitionCommands.Name("route");
        var command = new Command("remove", "Forget a route of your own; a shipped one of its name is used again") { name };
        command.SetAction(async (parsed, _) =>
        {
            var route = Known(context, parsed.GetRequiredValue(name));
            if (!context.Get<RouteStore>().Remove(route.Name))
            {
                throw new CommandLineException($"The route '{route.Name}' is shipped and can't be removed. planner routes disable {route.Name} leaves it unused.");
            }

            await context.Output.WriteLineAsync($"Removed {route.Name}.");
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Route Known(CliContext context, string name)
    {
        var all = context.Get<RouteTable>().All;
        return all.FirstOrDefault(route => route.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? throw DefinitionCommands.Unknown("route", name, all.Select(route => route.Name));
    }

    private static IEnumerable<Line> Rows(CliContext context, Route route) => RouteView.Draw(
        route.Name,
        route.Chain.Count > 0 ? string.Join(", ", route.Chain) : "no model",
        string.Join("; ", new[] { route.IsEnabled ? null : "disabled", route.Tasks.Count > 0 ? $"binds {string.Join(", ", route.Tasks)}" : null, route.Description }.Where(text => !string.IsNullOrEmpty(text))),
        context.Console.Profile.Width);

    private static JsonObject Json(Route route) => JsonSerializer.SerializeToNode(route, PlannerJson.Context.Route)!.AsObject();
}
