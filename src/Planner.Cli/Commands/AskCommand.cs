using System.CommandLine;
using Planner.Cli.Running;
using Planner.Cli.Views;
using Planner.Conversations;
using Planner.Planning;
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
        var plan = new Option<string?>("--plan") { Description = "Run the plan in this file, as planner plan --format json writes it, instead of planning", HelpName = "FILE" };
        var prefer = new Option<string?>("--prefer") { Description = "What models are chosen by: fast, balanced or best", HelpName = "fast|balanced|best" }.AcceptOnlyFromAmong("fast", "balanced", "best");
        var deadline = CommonOptions.Deadline();
        var ensemble = new Option<int?>("--ensemble") { Description = "Run each step whose results can be put together on this many models", HelpName = "N" };
        var budget = CommonOptions.Budget();
        var model = CommonOptions.Model();
        var command = new Command("ask", "Plan a request, run it, answer it")
        {
            text, files, planOnly, approve, CommonOptions.Json, CommonOptions.Out, deadline, budget, ensemble, conversation, plan, model, prefer, CommonOptions.NoCache,
            CommonOptions.Offline,
        };
        command.SetAction(async (parsed, _) =>
        {
            var options = new RequestOptions
            {
                PlanOnly = parsed.GetValue(planOnly),
                Approve = parsed.GetValue(approve),
                DeadlineSeconds = parsed.GetValue(deadline),
                BudgetUsd = parsed.GetValue(budget),
                Ensemble = parsed.GetValue(ensemble) switch
                {
                    null => 0,
                    0 => throw new CommandLineException("An ensemble has from 2 to 10 models, not 0. Leave --ensemble out for none."),
                    { } size => size,
                },
                NoCache = parsed.GetValue(CommonOptions.NoCache),
                Model = CommonOptions.KnownModel(context, parsed.GetValue(model)),
                Prefer = parsed.GetValue(prefer),
                Egress = parsed.GetValue(CommonOptions.Offline) ? Egress.Machine : Egress.Cloud,
            };
            var file = parsed.GetValue(plan);
            var words = parsed.GetValue(text) ?? [];
            var request = await RequestReader.ReadAsync(
                context, file is not null && words.Length == 0 ? [$"Run the plan {Path.GetFileName(file)}"] : words, parsed.GetValue(files) ?? [], options, context.Cancellation);
            request = file is null ? request : request with { Plan = await PlanFileAsync(context, file, request.Attachments) };
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

    private static async Task<Plan> PlanFileAsync(CliContext context, string file, IReadOnlyList<Attachment> attachments)
    {
        var path = Path.GetFullPath(file, context.WorkingDirectory);
        return File.Exists(path)
            ? PlanReader.Read(await File.ReadAllTextAsync(path, context.Cancellation), attachments, mended => context.Error.WriteLine($"{file}: {TerminalText.OneLine(mended.Why)}"))
            : throw new CommandLineException($"There is no file '{file}'. planner plan \"…\" --format json > FILE writes one.");
    }
}
