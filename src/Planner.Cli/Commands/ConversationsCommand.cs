using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Planner.Cli.Chat;
using Planner.Cli.Running;
using Planner.Cli.Views;
using Planner.Conversations;
using Planner.Serialization;

namespace Planner.Cli.Commands;

/// <summary><c>planner conversations</c>: list, show, remove.</summary>
internal static class ConversationsCommand
{
    public static Command Create(CliContext context) =>
        new("conversations", "List, show and remove conversations") { List(context), Show(context), Remove(context) };

    private static Command List(CliContext context)
    {
        var limit = CommonOptions.Limit(20);
        var command = new Command("list", "List conversations, the one changed last first") { limit, CommonOptions.Json };
        command.SetAction(async (parsed, _) =>
        {
            var conversations = await context.Get<IConversationStore>().ListAsync(parsed.GetValue(limit), context.Cancellation);
            if (parsed.GetValue(CommonOptions.Json))
            {
                context.WriteJson(new JsonObject { ["items"] = JsonSerializer.SerializeToNode(conversations, PlannerJson.Context.IReadOnlyListConversation) });
            }
            else if (conversations.Count == 0)
            {
                await context.Error.WriteLineAsync("There are no conversations yet. Begin one with planner chat.");
            }
            else
            {
                context.Write(conversations.Select(conversation => new Line().AddCell(conversation.Id, 14, StatusStyle.Strong).Pad(2)
                    .AddCell(Format.Count(conversation.Runs.Count, "turn"), 9).Pad(2)
                    .AddCell(Format.Ago(conversation.UpdatedAt, context.Clock.GetUtcNow()), 11, StatusStyle.Dim).Pad(2)
                    .Add(TerminalText.OneLine(conversation.Title)).Add(conversation.Assistant is { } assistant ? $"  with {assistant.Name}" : "", StatusStyle.Dim)));
            }

            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command Show(CliContext context)
    {
        var name = new Argument<string>("ID") { Description = "The conversation's id, the beginning of it, or last" };
        var command = new Command("show", "Show what was said, as Markdown") { name };
        command.SetAction(async (parsed, _) =>
        {
            var conversation = await ConversationFinder.FindAsync(context.Get<IConversationStore>(), parsed.GetRequiredValue(name), context.Cancellation);
            await context.Output.WriteAsync(TerminalText.Clean(await Transcript.WriteAsync(context.Get<ConversationService>(), conversation, save: null, context.Cancellation)));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command Remove(CliContext context)
    {
        var name = new Argument<string>("ID") { Description = "The conversation's id, the beginning of it, or last" };
        var command = new Command("remove", "Forget a conversation; its runs stay") { name };
        command.SetAction(async (parsed, _) =>
        {
            var store = context.Get<IConversationStore>();
            var conversation = await ConversationFinder.FindAsync(store, parsed.GetRequiredValue(name), context.Cancellation);
            await store.RemoveAsync(conversation.Id, context.Cancellation);
            await context.Error.WriteLineAsync($"Removed {conversation.Id}; its {Format.Count(conversation.Runs.Count, "run")} can still be seen with planner runs.");
            return ExitCodes.Ok;
        });
        return command;
    }
}
