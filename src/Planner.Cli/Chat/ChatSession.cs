using Planner.Artifacts;
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
internal sealed class ChatSession(CliContext context, Conversation conversation, RequestOptions options)
{
    private readonly List<Attachment> _files = [];
    private readonly Stack<string> _undone = [];

    /// <summary>What it runs in.</summary>
    public CliContext Context => context;

    /// <summary>The conversation as it stands.</summary>
    public Conversation Conversation { get; private set; } = conversation;

    /// <summary>Files for the next message.</summary>
    public IReadOnlyList<Attachment> Files => _files;

    /// <summary>Whether it goes on.</summary>
    public bool IsOpen { get; set; } = true;

    /// <summary>What each message may cost, in US dollars; null: no limit.</summary>
    public decimal? BudgetUsd { get; set; } = options.BudgetUsd;

    private ConversationService Service => context.Get<ConversationService>();

    /// <summary>Talks until the input ends or the user leaves.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync()
    {
        using var interrupts = new ChatInterrupts();
        context.Doing = context.ChatCancellation;
        var earlier = new List<string>();
        foreach (var runId in Conversation.Runs)
        {
            earlier.Add((await Service.ReadAsync(runId, context.Cancellation)).Request?.Text ?? "");
        }

        var isPerson = context is { InputRedirected: false, IsLive: true };
        var input = context.ChatInput ?? (isPerson ? new EditorInput(earlier.Where(line => line.Length > 0)) : new ReaderInput(context.Input));
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

                await TakeAsync(line.Trim(), either.Token);
            }
            catch (OperationCanceledException) when (interrupted.IsCancellationRequested && !context.ChatCancellation.IsCancellationRequested)
            {
                // What was typed, or the sign of the interruption, stands on the line.
                context.Output.WriteLine();
                await SayAsync("(Ctrl-D or /quit leaves)");
            }
            catch (Exception exception) when (exception is BadRequestException or ArtifactException or CommandLineException or StorageException or ConversationChangedException or IOException or UnauthorizedAccessException)
            {
                await SayAsync($"error: {exception.Message}", StatusStyle.Bad);
            }
        }

        await SayAsync(Conversation.Runs.Count > 0 ? $"Go on later with: planner chat --conversation {Conversation.Id}" : "Nothing was asked; nothing is kept.");
        return ExitCodes.Ok;
    }

    /// <summary>Says something beside the answers.</summary>
    public async Task SayAsync(string text, Spectre.Console.Style? style = null)
    {
        if (context.IsLive)
        {
            var width = Math.Max(context.Console.Profile.Width - 1, 20);
            context.Write(text.Split('\n').SelectMany(line => Line.CellsOf(line) <= width ? [line] : Line.Wrap(line, width)).Select(line => new Line().Add(line, style ?? StatusStyle.Dim)));
        }
        else
        {
            await context.Error.WriteLineAsync(TerminalText.Clean(text));
        }
    }

    /// <summary>Asks something as the conversation's next turn.</summary>
    public async Task AskAsync(string text, CancellationToken cancellationToken, bool planOnly = false)
    {
        var request = await Service.ContinueAsync(
            Conversation, new Request { Text = text, Attachments = [.. _files], Options = options with { PlanOnly = planOnly, BudgetUsd = BudgetUsd } }, cancellationToken);
        var referred = request.Attachments.Skip(_files.Count).Select(file => file.Name).ToList();
        if (referred.Count > 0)
        {
            await SayAsync($"with {string.Join(", ", referred)}");
        }

        await new RunPresenter(context)
        {
            Interrupt = cancellationToken,
            PlanIsResult = planOnly,
            Started = async runId =>
            {
                _files.Clear();
                _undone.Clear();
                Conversation = planOnly ? Conversation : await Service.AddAsync(Conversation, runId, text, CancellationToken.None);
            },
        }.StartAsync(request);
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

        var (text, paths) = PastedFiles.Take(line, context.WorkingDirectory);
        foreach (var path in paths.Distinct())
        {
            await AttachAsync(path, cancellationToken);
        }

        if (text.Length > 0)
        {
            await AskAsync(text, cancellationToken);
        }
    }

    private async Task GreetAsync()
    {
        if (!context.IsLive)
        {
            return;
        }

        var controller = ChatCommands.ControllerOf(context) is { } model ? model.Id : "the embedded controller (no language model)";
        var with = Conversation.Assistant is { } assistant ? $"{assistant.Name}, " : "";
        await SayAsync($"With {with}{controller}. /help lists commands, Ctrl-C stops a run, Ctrl-D leaves.");
        if (Conversation.Runs.Count > 0)
        {
            await SayAsync($"Going on with \"{Conversation.Title}\", {Format.Count(Conversation.Runs.Count, "turn")}.");
        }
    }
}
