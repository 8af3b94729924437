using Planner.Budgets;
using Planner.Chat;
using Planner.Cli.Views;
using Planner.Conversations;
using Planner.Runs;

namespace Planner.Cli.Chat;

/// <summary>The commands of a chat.</summary>
internal static class ChatCommands
{
    private static readonly (string Name, string Argument, string Help, Func<ChatSession, string, CancellationToken, Task> Do)[] All =
    [
        ("file", "PATH", "attach a file to the next message; a path that is pasted does the same", (chat, path, stop) => Needs(chat, path, "/file PATH", () => chat.AttachAsync(path.Trim('\'', '"'), stop))),
        ("plan", "WORDS", "plan and match only, run nothing", (chat, words, stop) => Needs(chat, words, "/plan WORDS", () => chat.AskAsync(words, stop, planOnly: true))),
        ("why", "", "the last run again, with the reason for each model", (chat, _, _) => Conversation(chat, id => Run(chat, "show", id, "--why"))),
        ("models", "WORDS", "find models", (chat, words, _) => Run(chat, ["models", "search", .. words.Split(' ', StringSplitOptions.RemoveEmptyEntries)])),
        ("model", "ID", "pin the conversation to a model; auto lets go of it; omni sends all it can to the best chat model; alone, who plans and answers", ModelAsync),
        ("budget", "USD", "what each message may cost; none for no limit; alone, what the budgets are", BudgetAsync),
        ("cost", "", "what this conversation has cost", CostAsync),
        ("undo", "", "take the last turn back", (chat, _, stop) => chat.UndoAsync(stop)),
        ("redo", "", "bring back what was taken back, or ask the last request again", (chat, _, stop) => chat.RedoAsync(stop)),
        ("save", "FILE", "save the conversation as Markdown", (chat, path, stop) => Needs(chat, path, "/save FILE", () => SaveAsync(chat, path, stop))),
        ("new", "", "begin another conversation", async (chat, _, _) =>
        {
            chat.BeginAnew();
            await chat.SayAsync("A new conversation.");
        }),
        ("help", "", "this list", (chat, _, _) => HelpAsync(chat)),
        ("quit", "", "leave", (chat, _, _) =>
        {
            chat.IsOpen = false;
            return Task.CompletedTask;
        }),
    ];

    /// <summary>The command that a line begins with; null when it begins with none.</summary>
    public static Func<ChatSession, CancellationToken, Task>? Find(string line)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        var name = space < 0 ? line[1..] : line[1..space];
        var argument = space < 0 ? "" : line[(space + 1)..].Trim();
        var found = All.FirstOrDefault(command => command.Name == (name == "exit" ? "quit" : name));
        return found.Name is null ? null : (chat, stop) => found.Do(chat, argument, stop);
    }

    /// <summary>The controller LLM; null: the embedded controller.</summary>
    public static ChatModel? ControllerOf(CliContext context) =>
        context.Services.GetService(typeof(ChatModel)) as ChatModel;

    private static Task HelpAsync(ChatSession chat)
    {
        var width = All.Max(command => command.Name.Length + command.Argument.Length) + 4;
        return chat.SayAsync(string.Join('\n', All.Select(command => $"  {$"/{command.Name} {command.Argument}".PadRight(width)}{command.Help}")));
    }

    private static Task ModelAsync(ChatSession chat, string argument, CancellationToken stop)
    {
        if (argument.Length > 0)
        {
            chat.Pin(argument == RequestOptions.Auto ? null : Commands.CommonOptions.KnownModel(chat.Context, argument));
            return chat.SayAsync(argument switch
            {
                RequestOptions.Auto => "The best model for each task, again.",
                RequestOptions.Omni => "Each message goes to the chat model that suits it best, without a plan, if one can take it.",
                RequestOptions.Planned => "Everything is planned, talk too.",
                _ => $"{argument} does every task that its card names, and no other does these in its place.",
            });
        }

        var pinned = chat.Conversation.Model is { } id ? $"\n{(RequestOptions.IsWay(id) ? "Set" : "Pinned")} to {id}; /model auto lets go of it." : "";
        var now = ControllerOf(chat.Context) is { } model
            ? $"{model.Id} plans and answers ({model.Egress.ToString().ToLowerInvariant()}, {model.ContextTokens:N0} tokens of context)."
            : "The embedded controller plans and the results are listed as they are; no language model is configured.";
        return chat.SayAsync(now + pinned);
    }

    private static async Task BudgetAsync(ChatSession chat, string argument, CancellationToken stop)
    {
        if (argument.Length > 0)
        {
            decimal? usd = argument == "none" ? null : Commands.CommonOptions.Usd(argument) ?? throw new CommandLineException($"'{argument}' is no amount. Write /budget 0.50, or /budget none.");
            chat.BudgetUsd = usd;
            await chat.SayAsync(usd is null ? "No limit for a message." : $"A message may cost {Format.Cost(usd.Value)}.");
            return;
        }

        var budgets = Commands.BudgetsCommand.Draw(await chat.Context.Get<BudgetBook>().ListAsync(stop));
        var own = chat.BudgetUsd is { } limit ? $"A message may cost {Format.Cost(limit)}." : "A message has no limit of its own.";
        await chat.SayAsync(string.Join('\n', budgets.Select(line => line.ToString()).Prepend(own)));
    }

    private static async Task CostAsync(ChatSession chat, string argument, CancellationToken stop)
    {
        var service = chat.Context.Get<ConversationService>();
        var (usd, seconds) = (0m, 0.0);
        foreach (var runId in chat.Conversation.Runs)
        {
            var run = await service.ReadAsync(runId, stop);
            usd += run.CostUsd;
            seconds += run.Seconds ?? 0;
        }

        await chat.SayAsync($"{Format.Cost(usd)} and {Format.Seconds(seconds)} in {Format.Count(chat.Conversation.Runs.Count, "turn")}. What a provider names no price for counts as nothing.");
    }

    private static async Task SaveAsync(ChatSession chat, string path, CancellationToken stop)
    {
        var full = Path.GetFullPath(path, chat.Context.WorkingDirectory);
        if (File.Exists(full))
        {
            throw new CommandLineException($"'{path}' exists already. Name another file.");
        }

        await File.WriteAllTextAsync(full, await Transcript.WriteAsync(chat.Context.Get<ConversationService>(), chat.Conversation, stop), stop);
        await chat.SayAsync($"Saved as {full}");
    }

    private static Task Conversation(ChatSession chat, Func<string, Task> withLast) =>
        chat.Conversation.Runs is [.., var last] ? withLast(last) : chat.SayAsync("Nothing has run yet.");

    private static Task<int> Run(ChatSession chat, params string[] args) => CommandLine.RunAsync(args, chat.Context);

    private static Task Needs(ChatSession chat, string argument, string usage, Func<Task> work) =>
        argument.Length > 0 ? work() : chat.SayAsync($"Write it as {usage}", StatusStyle.Warn);
}
