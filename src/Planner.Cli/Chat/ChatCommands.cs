using Planner.Artifacts;
using Planner.Budgets;
using Planner.Chat;
using Planner.Cli.Running;
using Planner.Cli.Views;
using Planner.Conversations;
using Planner.Runs;

namespace Planner.Cli.Chat;

/// <summary>The commands of a chat.</summary>
internal static class ChatCommands
{
    private static readonly (string Name, string Argument, string Help, Func<ChatSession, string, CancellationToken, Task> Do)[] All =
    [
        ("file", "PATH", "attach files to the next message; a pasted path does the same; none lets go of them", FileAsync),
        ("plan", "WORDS", "plan and match, run nothing; alone, the last plan and why each model was chosen", PlanAsync),
        ("go", "", "run what /plan planned", (chat, _, stop) => chat.GoAsync(stop)),
        ("models", "WORDS", "find models", (chat, words, _) => Run(chat, ["models", "search", .. words.Split(' ', StringSplitOptions.RemoveEmptyEntries)])),
        ("model", "ID", "pin the conversation to a model; auto, omni and planner say who decides; alone, who does", ModelAsync),
        ("budget", "USD", "what each message may cost; none for no limit; alone, what the budgets are", BudgetAsync),
        ("cost", "", "what this conversation has cost", CostAsync),
        ("undo", "", "take the last turn back", (chat, _, stop) => chat.UndoAsync(stop)),
        ("redo", "", "bring back what was taken back; when nothing was, ask the last request again", (chat, _, stop) => chat.RedoAsync(stop)),
        ("save", "FILE", "save the conversation as Markdown, and the files that were made beside it", (chat, path, stop) => Needs(chat, path, "/save FILE", () => SaveAsync(chat, path, stop))),
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

    /// <summary>The commands, each with what it does.</summary>
    public static IEnumerable<(string Text, string Help)> Names => All.Select(command => ($"/{command.Name}", command.Help));

    /// <summary>The controller LLM; null: the embedded controller.</summary>
    public static ChatModel? ControllerOf(CliContext context) =>
        context.Services.GetService(typeof(ChatModel)) as ChatModel;

    private static Task HelpAsync(ChatSession chat)
    {
        var width = All.Max(command => command.Name.Length + command.Argument.Length) + 4;
        return chat.SayAsync(
            [
                .. All.Select(command => ($"  {$"/{command.Name} {command.Argument}".PadRight(width)}", command.Help)),
                ("  ", "Tab completes commands, models and paths; Ctrl-R looks for an earlier message; Alt-Enter begins another line; Ctrl-C stops what is going on."),
            ]);
    }

    private static async Task FileAsync(ChatSession chat, string argument, CancellationToken stop)
    {
        if (argument == "none")
        {
            await chat.SayAsync(chat.Files.Count > 0 ? $"Let go of {string.Join(", ", chat.Files.Select(file => file.Name))}." : "No file is attached.");
            chat.DropFiles();
            return;
        }

        if (argument.Length == 0)
        {
            await chat.SayAsync(chat.Files.Count > 0 ? $"With the next message: {string.Join(", ", chat.Files.Select(file => file.Name))}" : "No file is attached. Write it as /file PATH.");
            return;
        }

        foreach (var path in PastedFiles.PathsIn(argument, chat.Context.WorkingDirectory))
        {
            await chat.AttachAsync(path, stop);
        }
    }

    private static Task PlanAsync(ChatSession chat, string words, CancellationToken stop) =>
        words.Length > 0 ? chat.MessageAsync(words, planOnly: true, stop)
        : chat.LastRun is { } run ? Run(chat, "show", run, "--why")
        : chat.SayAsync("Nothing has been planned yet. Write it as /plan WORDS.");

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
            : "The embedded controller plans, and the results of its steps are listed as they are; no language model is set as the controller.";
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

        var folder = Path.ChangeExtension(full, null) + "-files";
        var text = await Transcript.WriteAsync(chat.Context.Get<ConversationService>(), chat.Conversation, async made =>
        {
            var paths = await ArtifactExport.SaveAsync(chat.Context.Get<ArtifactStore>(), made, folder, stop);
            return paths.ToDictionary(pair => pair.Key, pair => Path.GetRelativePath(Path.GetDirectoryName(full)!, pair.Value));
        }, stop);
        await File.WriteAllTextAsync(full, text, stop);
        await chat.SayAsync($"Saved as {full}{(Directory.Exists(folder) ? $", the files in {folder}" : "")}");
    }

    private static Task<int> Run(ChatSession chat, params string[] args) => CommandLine.RunAsync(args, chat.Context);

    private static Task Needs(ChatSession chat, string argument, string usage, Func<Task> work) =>
        argument.Length > 0 ? work() : chat.SayAsync($"Write it as {usage}", StatusStyle.Warn);
}
