using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Planner.Cli.Views;
using Planner.Conversations;
using Planner.Serialization;

namespace Planner.Cli.Commands;

/// <summary><c>planner assistants</c>: add, list, show, remove.</summary>
internal static class AssistantsCommand
{
    public static Command Create(CliContext context) =>
        new("assistants", "Saved ways to start conversations: instructions and allowed tasks") { Add(context), List(context), Show(context), Remove(context) };

    /// <summary>The assistant of that name.</summary>
    /// <exception cref="CommandLineException">There is none.</exception>
    public static async Task<Assistant> FindAsync(CliContext context, string name) =>
        (await context.Get<IConversationStore>().ListAssistantsAsync(context.Cancellation)).FirstOrDefault(assistant => assistant.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new CommandLineException($"There is no assistant '{name}'. planner assistants list names them; planner assistants add makes one.");

    private static Command Add(CliContext context)
    {
        var name = Name();
        var instructions = new Option<string?>("--instructions") { Description = "How it answers; a controller LLM follows it", HelpName = "TEXT" };
        var tasks = new Option<string[]>("--task") { Description = "A task that it may plan; give it once for each. Without any, all", HelpName = "TASK" };
        var model = CommonOptions.Model();
        var command = new Command("add", "Save an assistant in place of one of that name") { name, instructions, tasks, model };
        command.SetAction(async (parsed, _) =>
        {
            var allowed = (parsed.GetValue(tasks) ?? []).Select(task => CommonOptions.KnownTask(context, task)).Distinct().ToList();
            var assistant = new Assistant(parsed.GetRequiredValue(name)) { Instructions = parsed.GetValue(instructions), Tasks = allowed, Model = CommonOptions.KnownModel(context, parsed.GetValue(model)) };
            await context.Get<IConversationStore>().SaveAsync(assistant, context.Cancellation);
            await context.Error.WriteLineAsync($"Saved. Talk to it with: planner chat --assistant {assistant.Name}");
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command List(CliContext context)
    {
        var command = new Command("list", "List assistants") { CommonOptions.Json };
        command.SetAction(async (parsed, _) =>
        {
            var assistants = await context.Get<IConversationStore>().ListAssistantsAsync(context.Cancellation);
            if (parsed.GetValue(CommonOptions.Json))
            {
                context.WriteJson(new JsonObject { ["items"] = JsonSerializer.SerializeToNode(assistants, PlannerJson.Context.IReadOnlyListAssistant) });
            }
            else if (assistants.Count == 0)
            {
                await context.Error.WriteLineAsync("There are no assistants yet. Make one: planner assistants add NAME --instructions TEXT");
            }
            else
            {
                context.Write(assistants.Select(assistant => new Line().AddCell(assistant.Name, 20, StatusStyle.Strong).Pad(2)
                    .Add(assistant.Tasks.Count == 0 ? "all tasks" : string.Join(", ", assistant.Tasks), StatusStyle.Dim).Pad(2).Add(TerminalText.OneLine(assistant.Instructions))));
            }

            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command Show(CliContext context)
    {
        var name = Name();
        var command = new Command("show", "Show an assistant") { name };
        command.SetAction(async (parsed, _) =>
        {
            var assistant = await FindAsync(context, parsed.GetRequiredValue(name));
            context.Write(
                new Line().Add(assistant.Name, StatusStyle.Strong),
                new Line().Add($"tasks: {(assistant.Tasks.Count == 0 ? "all" : string.Join(", ", assistant.Tasks))}"),
                new Line().Add($"model: {assistant.Model ?? "the best for each task"}"),
                new Line().Add($"instructions: {assistant.Instructions ?? "none"}"));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command Remove(CliContext context)
    {
        var name = Name();
        var command = new Command("remove", "Forget an assistant; conversations that began with it go on as they are") { name };
        command.SetAction(async (parsed, _) =>
        {
            var assistant = await FindAsync(context, parsed.GetRequiredValue(name));
            await context.Get<IConversationStore>().RemoveAssistantAsync(assistant.Name, context.Cancellation);
            await context.Error.WriteLineAsync($"Removed {assistant.Name}.");
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Argument<string> Name() => new("NAME") { Description = "What the assistant is called" };
}
