using RadLine;
using Spectre.Console;

namespace Planner.Cli.Chat;

/// <summary>Lines that a person edits; the arrow keys bring earlier ones back.</summary>
internal sealed class EditorInput : IChatInput
{
    private readonly LineEditor _editor;

    public EditorInput(IEnumerable<string> earlier)
    {
        // The program's own console answers no questions, so that nothing waits for a person by mistake.
        _editor = new LineEditor(AnsiConsole.Create(new AnsiConsoleSettings { Interactive = InteractionSupport.Yes })) { Prompt = new LineEditorPrompt("[aqua]>[/]"), MultiLine = false };
        _editor.KeyBindings.Add<PreviousHistoryCommand>(ConsoleKey.UpArrow);
        _editor.KeyBindings.Add<NextHistoryCommand>(ConsoleKey.DownArrow);
        _editor.KeyBindings.Add<LeaveCommand>(ConsoleKey.D, ConsoleModifiers.Control);
        foreach (var line in earlier)
        {
            _editor.History.Add(line);
        }
    }

    public async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = await _editor.ReadLine(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        if (!string.IsNullOrWhiteSpace(line))
        {
            _editor.History.Add(line);
        }

        return line;
    }

    // Ctrl-D ends the input where nothing is typed, as in a shell.
    private sealed class LeaveCommand : LineEditorCommand
    {
        public override void Execute(LineEditorContext context)
        {
            if (context.Buffer.Content.Length == 0)
            {
                context.Submit(SubmitAction.Cancel);
            }
        }
    }
}
