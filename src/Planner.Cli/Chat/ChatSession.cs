using System.Globalization;
using System.Text.RegularExpressions;
using Planner.Artifacts;
using Planner.Cli.Chat.Editing;
using Planner.Cli.Running;
using Planner.Cli.Views;
using Planner.Conversations;
using Planner.Runs;
using Planner.Storage;

namespace Planner.Cli.Chat;

/// <summary>A conversation at the terminal: a line is a request, a line that begins with a slash a command.</summary>
/// <param name="context">The streams and services.</param>
/// <param name="conversation">The conversation, new or begun.</param>
/// <param name="options">How its requests are run.</param>
internal sealed partial class ChatSession(CliContext context, Conversation conversation, RequestOptions options)
{
    private const int MostHistory = 200;
    private readonly List<Attachment> _files = [];
    private readonly Stack<string> _undone = [];
    private string? _planned;

    /// <summary>What it runs in.</summary>
    public CliContext Context => context;

    /// <summary>The conversation as it stands.</summary>
    public Conversation Conversation { get; private set; } = conversation;

    /// <summary>Files for the next message.</summary>
    public IReadOnlyList<Attachment> Files => _files;

    /// <summary>What was planned last, whether it was run or not; null: nothing yet.</summary>
    public string? LastRun => _planned ?? (Conversation.Runs is [.., var last] ? last : null);

    /// <summary>Whether it goes on.</summary>
    public bool IsOpen { get; set; } = true;

    /// <summary>Where the files of each turn are saved; null: they stay in the store.</summary>
    public string? OutFolder { get; init; }

    /// <summary>What each message may cost, in US dollars; null: no limit.</summary>
    public decimal? BudgetUsd { get; set; } = options.BudgetUsd;

    private ConversationService Service => context.Get<ConversationService>();

    /// <summary>Talks until the input ends or the user leaves.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync()
    {
        using var interrupts = new ChatInterrupts(context.LeaveTerminal);
        context.Doing = context.ChatCancellation;
        var input = context.ChatInput ?? (context switch
        {
            { InputRedirected: true } => new ReaderInput(context.Input, prompt: null),
            { IsLive: false } => new ReaderInput(context.Input, context.Error),
            _ => await EditorAsync(),
        });
        using var marks = input as IDisposable;
        await GreetAsync();
        while (IsOpen)
        {
            var interrupted = interrupts.Next();
            using var either = CancellationTokenSource.CreateLinkedTokenSource(interrupted, context.ChatCancellation);
            context.Doing = either.Token;
            try
            {
                if (await input.ReadLineAsync(either.Token) is not { } line)
                {
                    break;
                }

                try
                {
                    await TakeAsync(line.Trim(), either.Token);
                }
                catch (ConversationChangedException)
                {
                    await ReadAgainAsync(either.Token);
                }
            }
            catch (OperationCanceledException) when (!context.ChatCancellation.IsCancellationRequested)
            {
                await SayAsync("(Ctrl-D or /quit leaves)");
            }
            catch (Exception exception) when (exception is BadRequestException or ArtifactException or CommandLineException or StorageException or IOException or UnauthorizedAccessException)
            {
                await SayAsync($"error: {exception.Message}", StatusStyle.Bad);
            }
        }

        await SayAsync(Conversation.Runs.Count > 0 ? $"Go on later with: planner chat --conversation {Conversation.Id}" : "Nothing was asked; nothing is kept.");
        return ExitCodes.Ok;
    }

    /// <summary>Says something beside the answers.</summary>
    public Task SayAsync(string text, Spectre.Console.Style? style = null) => SayAsync(text.Split('\n').Select(line => ("", line)), style);

    /// <summary>Says things beside the answers, each behind a head; what does not fit in the row goes on under itself.</summary>
    public async Task SayAsync(IEnumerable<(string Head, string Text)> items, Spectre.Console.Style? style = null)
    {
        foreach (var (head, text) in items)
        {
            if (context.IsLive)
            {
                context.Write(Line.Hanging(head, text, context.Console.Profile.Width - 1, style ?? StatusStyle.Dim));
            }
            else
            {
                await context.Error.WriteLineAsync(head + TerminalText.Clean(text));
            }
        }
    }

    /// <summary>Takes a message as it was typed: attaches the files whose paths are in it, and asks what is left.</summary>
    public async Task MessageAsync(string message, bool planOnly, CancellationToken cancellationToken)
    {
        var (text, paths) = PastedFiles.Take(message, context.WorkingDirectory);
        foreach (var path in paths.Distinct())
        {
            await AttachAsync(path, cancellationToken);
        }

        if (text.Length > 0)
        {
            await AskAsync(text, cancellationToken, planOnly);
        }
    }

    /// <summary>Asks something as the conversation's next turn.</summary>
    /// <param name="text">The words.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    /// <param name="planOnly">Plans and matches it only: the conversation and the files stay as they are.</param>
    private async Task AskAsync(string text, CancellationToken cancellationToken, bool planOnly = false)
    {
        var request = await Service.ContinueAsync(
            Conversation, new Request { Text = text, Attachments = [.. _files], Options = options with { PlanOnly = planOnly, BudgetUsd = BudgetUsd } }, cancellationToken);
        var referred = request.Attachments.Skip(_files.Count).ToList();
        if (referred.Count > 0)
        {
            await SayAsync($"with {string.Join(", ", await Task.WhenAll(referred.Select(file => TellAsync(file.Name, cancellationToken))))}");
        }

        await StartAsync(request, text, cancellationToken);
    }

    // "r1.s2.txt" says to a machine what it is; a person is told what that step was for.
    private async Task<string> TellAsync(string name, CancellationToken cancellationToken) =>
        EarlierResult().Match(name) is { Success: true } result && int.Parse(result.Groups["turn"].Value, CultureInfo.InvariantCulture) is var turn && turn <= Conversation.Runs.Count
            && (await Service.ReadAsync(Conversation.Runs[turn - 1], cancellationToken)).Step(result.Groups["step"].Value) is { } step
            ? $"{name} ({step.Step.Task} of turn {turn})"
            : name;

    /// <summary>Runs what was planned last, by that very plan.</summary>
    public async Task GoAsync(CancellationToken cancellationToken)
    {
        if (_planned is null || (await Service.ReadAsync(_planned, cancellationToken)) is not { Request: { } request, Plan: var plan })
        {
            await SayAsync("Nothing is planned. Plan something with /plan WORDS.");
            return;
        }

        // A request without a task has no steps to give: it is answered as it would have been.
        await StartAsync(request with { Plan = plan.Steps.Count > 0 ? plan : null, Options = request.Options with { PlanOnly = false, BudgetUsd = BudgetUsd } }, request.Text, cancellationToken);
    }

    private async Task StartAsync(Request request, string text, CancellationToken cancellationToken)
    {
        var planOnly = request.Options.PlanOnly;
        await new RunPresenter(context)
        {
            Interrupt = cancellationToken,
            PlanIsResult = planOnly,
            OutFolder = planOnly ? null : OutFolder,
            SaveHint = "/save FILE",
            Started = async runId =>
            {
                _planned = planOnly ? runId : null;
                if (!planOnly)
                {
                    _files.Clear();
                    _undone.Clear();
                    Conversation = await Service.AddAsync(Conversation, runId, text, CancellationToken.None);
                }
            },
        }.StartAsync(request);
        if (planOnly)
        {
            await SayAsync("/go runs it.");
        }

        context.Output.WriteLine();
    }

    /// <summary>Attaches a file to the next message.</summary>
    public async Task AttachAsync(string path, CancellationToken cancellationToken)
    {
        var artifact = await context.Get<ArtifactStore>().PutFileAsync(Path.GetFullPath(path, context.WorkingDirectory), null, cancellationToken);
        var file = new Attachment($"f{_files.Count + 1}", TerminalText.OneLine(Path.GetFileName(path)), artifact);
        _files.Add(file);
        await SayAsync($"attached {file.Name} ({artifact.MediaType}, {Format.Bytes(artifact.Size)})");
    }

    /// <summary>Lets go of the files for the next message.</summary>
    public void DropFiles() => _files.Clear();

    /// <summary>Takes the last turn back.</summary>
    public async Task UndoAsync(CancellationToken cancellationToken)
    {
        if (Conversation.Runs is not [.., var last])
        {
            await SayAsync("There is no turn to take back.");
            return;
        }

        Conversation = await Service.UndoAsync(Conversation, cancellationToken);
        _undone.Push(last);
        await SayAsync($"Taken back: {(await Service.ReadAsync(last, cancellationToken)).Request?.Text}\n/redo brings it back.");
    }

    /// <summary>Brings back what was taken back last; when nothing was, asks the last request again in its place.</summary>
    public async Task RedoAsync(CancellationToken cancellationToken)
    {
        if (_undone.TryPop(out var runId))
        {
            var run = await Service.ReadAsync(runId, cancellationToken);
            Conversation = await Service.AddAsync(Conversation, runId, run.Request?.Text ?? "", cancellationToken);
            await SayAsync($"Brought back: {run.Request?.Text}");
        }
        else if (Conversation.Runs is [.., var last])
        {
            var run = await Service.ReadAsync(last, cancellationToken);
            Conversation = await Service.UndoAsync(Conversation, cancellationToken);
            // Until the new run is recorded, the old one can be brought back.
            _undone.Push(last);
            _files.Clear();
            _files.AddRange(run.Request!.Attachments);
            await AskAsync(run.Request.Text, cancellationToken);
        }
        else
        {
            await SayAsync("There is no turn to ask again.");
        }
    }

    /// <summary>Takes this model, and no other, from now on; null: the best for each task.</summary>
    public void Pin(string? model) => Conversation = Conversation with { Model = model };

    /// <summary>Begins another conversation with the same assistant.</summary>
    public void BeginAnew()
    {
        Conversation = Service.Begin(Conversation.Assistant);
        _files.Clear();
        _undone.Clear();
        _planned = null;
    }

    // Somebody else talks in the same conversation, or has removed it: the user sees what it has come to, and what was not done can be done again.
    private async Task ReadAgainAsync(CancellationToken cancellationToken)
    {
        if (await context.Get<IConversationStore>().FindAsync(Conversation.Id, cancellationToken) is not { } now)
        {
            BeginAnew();
            await SayAsync("The conversation was removed elsewhere; what you ask now begins a new one.", StatusStyle.Warn);
            return;
        }

        Conversation = now with { Model = Conversation.Model };
        _undone.Clear();
        var last = now.Runs is [.., var runId] ? $", the last: {(await Service.ReadAsync(runId, cancellationToken)).Request?.Text}" : "";
        await SayAsync($"Nothing was done: the conversation was changed elsewhere. It has {Format.Count(now.Runs.Count, "turn")} now{last}", StatusStyle.Warn);
    }

    // The arrow keys bring back what was asked in earlier runs, and last of all what was asked here.
    private async Task<LineEditor> EditorAsync()
    {
        var recent = await context.Get<IRunJournal>().ListAsync(MostHistory, null, null, context.Cancellation);
        var asked = recent.Reverse().Select(run => run.Text).ToList();
        foreach (var runId in Conversation.Runs)
        {
            asked.Add(recent.FirstOrDefault(run => run.Id == runId)?.Text ?? (await Service.ReadAsync(runId, context.Cancellation)).Request?.Text ?? "");
        }

        return new LineEditor(context.Console, new ConsoleKeys(), new LineHistory(asked), (line, place) => ChatCompletion.At(context, line, place));
    }

    private async Task TakeAsync(string line, CancellationToken cancellationToken)
    {
        if (line.Length == 0)
        {
            return;
        }

        if (line is ['/', not '/', ..] && ChatCommands.Find(line) is { } command)
        {
            await command(this, cancellationToken);
            return;
        }

        if (line is ['/', >= 'a' and <= 'z', ..] && !line.Split(' ')[0].AsSpan(1).Contains('/'))
        {
            await SayAsync($"There is no command '{line.Split(' ')[0]}'. /help lists them.", StatusStyle.Warn);
            return;
        }

        await MessageAsync(line, planOnly: false, cancellationToken);
    }

    private async Task GreetAsync()
    {
        if (context.InputRedirected || !context.OutputIsTerminal)
        {
            return;
        }

        var controller = ChatCommands.ControllerOf(context) is { } model ? model.Id : "the embedded controller";
        var with = Conversation.Assistant is { } assistant ? $"{assistant.Name}, " : "";
        var pinned = Conversation.Model is { } id ? $", {(RequestOptions.IsWay(id) ? "set" : "pinned")} to {id}" : "";
        await SayAsync($"With {with}{controller}{pinned}. /help lists commands, Tab completes, Ctrl-C stops a run, Ctrl-D leaves.");
        if (Conversation.Runs.Count > 0)
        {
            await SayAsync($"Going on with \"{Conversation.Title}\", {Format.Count(Conversation.Runs.Count, "turn")}.");
            var last = Conversation.Runs[^1];
            if ((await Service.ReadAsync(last, context.Cancellation)).Status is RunStatus.Accepted or RunStatus.Running or RunStatus.Waiting)
            {
                await SayAsync($"Its last turn has not ended. Where nobody works on it any more, planner resume {last} does the rest.", StatusStyle.Warn);
            }
        }
    }

    [GeneratedRegex(@"^r(?<turn>[1-9]\d{0,5})\.(?<step>s\d+)")]
    private static partial Regex EarlierResult();
}
