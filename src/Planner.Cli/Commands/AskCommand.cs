using System.CommandLine;
using Planner.Cli.Running;
using Planner.Conversations;
using Planner.Routing;
using Planner.Runs;

namespace Planner.Cli.Commands;

/// <summary><c>planner ask</c>: one request, one answer.</summary>
internal static class AskCommand
{
    public static Command Create(CliContext context)
    {
        var text = CommonOptions.Text();
        var files = CommonOptions.Files();
        var planOnly = new Option<bool>("--plan-only") { Description = "Plan and choose models, but run nothing" };
        var approve = new Option<bool>("--approve") { Description = "Show the plan and ask before anything runs" };
        var conversation = new Option<string?>("--conversation", "-c") { Description = "Go on with a conversation: its id, the beginning of it, or last", HelpName = "ID" };
        var deadline = CommonOptions.Deadline();
        var model = CommonOptions.Model();
        var command = new Command("ask", "Plan a request, run it, answer it")
        {
            text, files, planOnly, approve, CommonOptions.Json, CommonOptions.Out, deadline, conversation, model, CommonOptions.Offline,
        };
        command.SetAction(async (parsed, _) =>
        {
            var options = new RequestOptions
            {
                PlanOnly = parsed.GetValue(planOnly),
                Approve = parsed.GetValue(approve),
                DeadlineSeconds = parsed.GetValue(deadline),
                Model = CommonOptions.KnownModel(context, parsed.GetValue(model)),
                Egress = parsed.GetValue(CommonOptions.Offline) ? Egress.Machine : Egress.Cloud,
            };
            var request = await RequestReader.ReadAsync(
                context, parsed.GetValue(text) ?? [], parsed.GetValue(files) ?? [], options, context.Cancellation);
            var talk = parsed.GetValue(conversation) is { } id ? await ConversationFinder.FindAsync(context.Get<IConversationStore>(), id, context.Cancellation) : null;
            if (talk is not null)
            {
                request = await context.Get<ConversationService>().ContinueAsync(talk, request, context.Cancellation);
            }

            return await new RunPresenter(context)
            {
                Started = talk is null || options.PlanOnly ? null : runId => context.Get<ConversationService>().AddAsync(talk, runId, request.Text, CancellationToken.None),
                Json = parsed.GetValue(CommonOptions.Json),
                PlanIsResult = options.PlanOnly,
                OutFolder = parsed.GetValue(CommonOptions.Out),
            }.StartAsync(request);
        });
        return command;
    }
}
