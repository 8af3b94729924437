using RadLine;
using Spectre.Console;

namespace Planner.Cli.Chat;

/// <summary>Lines that a person edits; the arrow keys bring earlier ones back.</summary>
internal sealed class EditorInput : IChatInput
{
    private readonly LineEditor _editor;

    public EditorInput(IAnsiConsole console, IEnumerable<string> earlier)
    {
        _editor = new LineEditor(console) { Prompt = new LineEditorPrompt("[aqua]>[/]"), MultiLine = false };
        _editor.KeyBindings.Add<PreviousHistoryCommand>(ConsoleKey.UpArrow);
        _editor.KeyBindings.Add<NextHistoryCommand>(ConsoleKey.DownArrow);
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
}
