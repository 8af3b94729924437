using System.CommandLine;
using System.Text.Json.Nodes;
using Planner.Cli.Running;
using Planner.Cli.Views;
using Planner.Routes;
using Planner.Routing;
using Planner.Runs;

namespace Planner.Cli.Commands;

/// <summary><c>planner routes try</c>: which chat model a message would go to, and why, or that it would be planned. Runs nothing.</summary>
internal static class RoutesTryCommand
{
    public static Command Create(CliContext context)
    {
        var text = new Argument<string[]>("TEXT") { Description = "The message", Arity = ArgumentArity.OneOrMore };
        var files = CommonOptions.Files();
        var model = CommonOptions.Model();
        var command = new Command("try", "Show which chat model a message would go to, and why; run nothing") { text, files, model, CommonOptions.Json, CommonOptions.Offline };
        command.SetAction(async (parsed, _) =>
        {
            var json = parsed.GetValue(CommonOptions.Json);
            foreach (var problem in context.Get<RouteTable>().Problems)
            {
                await context.Error.WriteLineAsync($"warning: {problem.Message}");
            }

            var options = new RequestOptions
            {
                Model = CommonOptions.KnownModel(context, parsed.GetValue(model)),
                Egress = parsed.GetValue(CommonOptions.Offline) ? Egress.Machine : Egress.Cloud,
            };
            var request = await RequestReader.ReadAsync(context, parsed.GetRequiredValue(text), parsed.GetValue(files) ?? [], options, context.Cancellation);
            Show(context, await context.Get<ChatRouter>().RouteAsync(request, context.Cancellation), json);
            return ExitCodes.Ok;
        });
        return command;
    }

    private static void Show(CliContext context, ChatRoute? route, bool json)
    {
        if (json)
        {
            context.WriteJson(new JsonObject
            {
                ["planned"] = route is null,
                ["route"] = route?.Name,
                ["model"] = route?.Models[0].Id,
                ["fallbacks"] = route is null ? null : new JsonArray([.. route.Models.Skip(1).Select(model => JsonValue.Create(model.Id))]),
                ["reason"] = route?.Reason,
            });
        }
        else if (route is null)
        {
            context.Write(new Line().Add("It is planned: there is a task in it, or no chat model can run here. planner plan shows the plan."));
        }
        else
        {
            context.Write(new Line().Add(route.Models[0].Id, StatusStyle.Strong).Pad(2).Add(route.Name, StatusStyle.Active).Pad(2).Add(route.Reason));
            if (route.Models.Count > 1)
            {
                context.Write(new Line().Add($"when it fails: {string.Join(", ", route.Models.Skip(1).Select(model => model.Id))}", StatusStyle.Dim));
            }
        }
    }
}
