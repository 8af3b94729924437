using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Planner.Cli.Views;
using Planner.Routing;
using Planner.Serialization;

namespace Planner.Cli.Commands;

/// <summary><c>planner groups</c>: several instances or models as one.</summary>
internal static class GroupsCommand
{
    public static Command Create(CliContext context)
    {
        var command = new Command("groups", "Several instances or models as one that is called like a model: add, list, change, enable, drain, disable, remove")
        {
            Add(context),
            List(context),
            Set(context),
        };
        foreach (var one in DefinitionCommands.Create(context, "group", () => context.Get<GroupStore>(), group => group.Name, (group, state) => group with { State = state }))
        {
            command.Add(one);
        }

        return command;
    }

    private static Command Add(CliContext context)
    {
        var name = new Argument<string>("NAME") { Description = "Its name, as a model is named: ask --model NAME" };
        var settings = new GroupSettings(required: true);
        var command = new Command("add", "Make a group") { name, CommonOptions.Json };
        settings.AddTo(command);
        command.SetAction((parsed, _) =>
        {
            var group = settings.Apply(new BackendGroup { Name = parsed.GetRequiredValue(name).Trim() }, parsed);
            context.Get<GroupStore>().Put(group, expected: "");
            Show(context, parsed, group);
            return Task.FromResult(ExitCodes.Ok);
        });
        return command;
    }

    private static Command Set(CliContext context)
    {
        var name = DefinitionCommands.Name("group");
        var settings = new GroupSettings(required: false);
        var command = new Command("set", "Change a group; programs that run see it within a second") { name, CommonOptions.Json };
        settings.AddTo(command);
        command.SetAction((parsed, _) =>
        {
            var store = context.Get<GroupStore>();
            var wanted = parsed.GetRequiredValue(name);
            Show(context, parsed, store.Update(wanted, group => settings.Apply(group, parsed)) ?? throw DefinitionCommands.Unknown("group", wanted, store.Read().Select(group => group.Name)));
            return Task.FromResult(ExitCodes.Ok);
        });
        return command;
    }

    private static Command List(CliContext context)
    {
        var command = new Command("list", "List the groups with their members") { CommonOptions.Json };
        command.SetAction(async (parsed, _) =>
        {
            var groups = context.Get<GroupStore>().Read();
            if (parsed.GetValue(CommonOptions.Json))
            {
                context.WriteJson(new JsonObject { ["items"] = new JsonArray([.. groups.Select(Json)]) });
            }
            else if (groups.Count == 0)
            {
                await context.Error.WriteLineAsync("There is no group yet. Make one with planner groups add NAME MEMBER MEMBER.");
            }
            else
            {
                context.Write(groups.SelectMany(GroupView.Rows));
            }

            return ExitCodes.Ok;
        });
        return command;
    }

    private static void Show(CliContext context, ParseResult parsed, BackendGroup group)
    {
        if (parsed.GetValue(CommonOptions.Json))
        {
            context.WriteJson(Json(group));
        }
        else
        {
            context.Write(GroupView.Rows(group));
        }
    }

    private static JsonObject Json(BackendGroup group) => JsonSerializer.SerializeToNode(group, PlannerJson.Context.BackendGroup)!.AsObject();
}
