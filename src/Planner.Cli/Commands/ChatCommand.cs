using System.CommandLine;
using Planner.Cli.Chat;
using Planner.Cli.Running;
using Planner.Conversations;
using Planner.Routing;
using Planner.Runs;

namespace Planner.Cli.Commands;

/// <summary><c>planner chat</c>: a conversation, message by message.</summary>
internal static class ChatCommand
{
    public static Command Create(CliContext context)
    {
        var conversation = new Option<string?>("--conversation", "-c") { Description = "Go on with a conversation: its id, the beginning of it, or last", HelpName = "ID" };
        var assistant = new Option<string?>("--assistant", "-a") { Description = "Begin with a saved assistant", HelpName = "NAME" };
        var model = CommonOptions.Model();
        var budget = CommonOptions.Budget();
        var command = new Command("chat", "Talk: requests that follow each other and refer to earlier results") { conversation, assistant, model, budget, CommonOptions.Out, CommonOptions.Offline };
        command.SetAction(async (parsed, _) =>
        {
            context.Doing = context.ChatCancellation;
            var egress = parsed.GetValue(CommonOptions.Offline) ? Egress.Machine : Egress.Cloud;
            await context.KnowControllerAsync(egress, context.Cancellation);
            var service = context.Get<ConversationService>();
            var talk = parsed.GetValue(conversation) is { } id
                ? await ConversationFinder.FindAsync(context.Get<IConversationStore>(), id, context.Cancellation)
                : service.Begin(parsed.GetValue(assistant) is { } name ? await AssistantsCommand.FindAsync(context, name) : null);
            talk = talk with { Model = CommonOptions.KnownModel(context, parsed.GetValue(model)) ?? talk.Model };
            var options = new RequestOptions { BudgetUsd = parsed.GetValue(budget), Egress = egress };
            return await new ChatSession(context, talk, options) { OutFolder = parsed.GetValue(CommonOptions.Out) }.RunAsync();
        });
        return command;
    }
}
