using System.Text;
using Planner.Cli.Views;
using Spectre.Console;

namespace Planner.Cli.Chat.Editing;

/// <summary>
/// Messages that a person types and edits, with the keys of a shell: wide characters, several lines (Alt-Enter, Ctrl-J, pasted ones), history, search in it
/// (Ctrl-R), completion (Tab). What is pasted is never taken for keys, as long as the terminal marks it (bracketed paste, mode 2004): from the first message
/// until the editor is disposed, so that a paste in the middle of a run is one message too.
/// </summary>
/// <param name="console">Where it is drawn.</param>
/// <param name="keys">The keys.</param>
/// <param name="history">What was entered before.</param>
/// <param name="complete">What could stand at a place of a text.</param>
internal sealed class LineEditor(IAnsiConsole console, IKeyInput keys, LineHistory history, Func<string, int, Completion> complete) : IChatInput, IDisposable
{
    private const string Prompt = "> ";
    private const string PasteBegins = "200~";
    private const string PasteEnds = "\x1b[201~";
    private const int MaxHints = 8;

    // A terminal sends the characters of one key at once; a person can't press two keys in that time.
    private static readonly TimeSpan Together = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan PasteStalls = TimeSpan.FromSeconds(1);

    private readonly EditBuffer _buffer = new();
    private readonly LiveRegion _region = new(console);
    private bool _isDone;
    private string? _line;
    private bool _lists;
    private (string Words, int Skip)? _search;

    private int Width => Math.Max(console.Profile.Width - 1 - Prompt.Length, 10);

    private EditLayout Layout => new(_buffer.Text, _buffer.Cursor, Width);

    /// <summary>Reads a message. Ctrl-C gives up what was typed; when nothing was, it is the caller's.</summary>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>The message, empty when it was given up; null: there are no more.</returns>
    /// <exception cref="OperationCanceledException">Ctrl-C before anything was typed, or the token.</exception>
    public async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        _buffer.Set("");
        (_isDone, _line, _lists, _search) = (false, null, false, null);
        console.Write(new ControlCode("\x1b[?2004h"));
        keys.TakesControlC = true;
        try
        {
            while (!_isDone)
            {
                if (!keys.IsReady)
                {
                    Draw();
                }

                if (await keys.ReadAsync(Timeout.InfiniteTimeSpan, cancellationToken) is { } key)
                {
                    await TakeAsync(key, cancellationToken);
                }
            }
        }
        finally
        {
            Leave();
            keys.TakesControlC = false;
        }

        history.Add(_line ?? "");
        return _line;
    }

    /// <summary>Gives the terminal back with its pastes unmarked.</summary>
    public void Dispose() => console.Write(new ControlCode("\x1b[?2004l"));

    private async Task TakeAsync(ConsoleKeyInfo key, CancellationToken cancellationToken)
    {
        if (key.Key != ConsoleKey.Escape)
        {
            Press(key, isAlt: key.Modifiers.HasFlag(ConsoleModifiers.Alt));
        }
        else if (await keys.ReadAsync(Together, cancellationToken) is not { } next)
        {
            (_lists, _search) = (false, null);
        }
        else if (next.KeyChar == '[')
        {
            if (await SequenceAsync(cancellationToken) == PasteBegins)
            {
                _buffer.Insert(await PastedAsync(cancellationToken));
            }
        }
        else
        {
            Press(next, isAlt: true);
        }
    }

    // The rest of a control sequence that is no key; all but a paste's are passed over.
    private async Task<string> SequenceAsync(CancellationToken cancellationToken)
    {
        var sequence = "";
        while (sequence is not [.., (>= '@' and <= '~')] && await keys.ReadAsync(Together, cancellationToken) is { } key)
        {
            sequence += key.KeyChar;
        }

        return sequence;
    }

    private async Task<string> PastedAsync(CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        while (await keys.ReadAsync(PasteStalls, cancellationToken) is { } key)
        {
            text.Append(key.KeyChar);
            if (key.KeyChar == PasteEnds[^1] && text.Length >= PasteEnds.Length && text.ToString(text.Length - PasteEnds.Length, PasteEnds.Length) == PasteEnds)
            {
                text.Length -= PasteEnds.Length;
                break;
            }
        }

        var lines = text.Replace("\r\n", "\n").Replace('\r', '\n').ToString();
        return string.Concat(lines.Where(c => !char.IsControl(c) || c is '\n' or '\t')).TrimEnd('\n');
    }

    private void Press(ConsoleKeyInfo key, bool isAlt)
    {
        var isControl = key.Modifiers.HasFlag(ConsoleModifiers.Control);
        if (_search is { } search && Searched(key, isControl, search))
        {
            return;
        }

        (_lists, _search) = (false, null);
        switch (key.Key)
        {
            case ConsoleKey.Enter when isControl || isAlt:
            case ConsoleKey.J when isControl:
                _buffer.Insert("\n");
                break;
            case ConsoleKey.Enter:
                (_isDone, _line) = (true, _buffer.Text);
                break;
            case ConsoleKey.C when isControl && _buffer.Text.Length == 0:
                throw new OperationCanceledException();
            case ConsoleKey.C when isControl:
                (_isDone, _line) = (true, "");
                break;
            case ConsoleKey.D when isControl && _buffer.Text.Length == 0:
                _isDone = true;
                break;
            case ConsoleKey.LeftArrow when isControl || isAlt:
            case ConsoleKey.B when isAlt:
                _buffer.MoveTo(_buffer.WordLeft);
                break;
            case ConsoleKey.RightArrow when isControl || isAlt:
            case ConsoleKey.F when isAlt:
                _buffer.MoveTo(_buffer.WordRight);
                break;
            case ConsoleKey.LeftArrow:
            case ConsoleKey.B when isControl:
                _buffer.MoveTo(_buffer.Left);
                break;
            case ConsoleKey.RightArrow:
            case ConsoleKey.F when isControl:
                _buffer.MoveTo(_buffer.Right);
                break;
            case ConsoleKey.Home:
            case ConsoleKey.A when isControl:
                _buffer.MoveTo(_buffer.LineStart);
                break;
            case ConsoleKey.End:
            case ConsoleKey.E when isControl:
                _buffer.MoveTo(_buffer.LineEnd);
                break;
            case ConsoleKey.UpArrow:
            case ConsoleKey.P when isControl:
                Up();
                break;
            case ConsoleKey.DownArrow:
            case ConsoleKey.N when isControl:
                Down();
                break;
            case ConsoleKey.W when isControl:
                _buffer.Cut(_buffer.BlankLeft);
                break;
            case ConsoleKey.Backspace when isAlt:
                _buffer.Cut(_buffer.WordLeft);
                break;
            case ConsoleKey.D when isAlt:
                _buffer.Cut(_buffer.WordRight);
                break;
            case ConsoleKey.U when isControl:
                _buffer.Cut(_buffer.LineStart);
                break;
            case ConsoleKey.K when isControl:
                _buffer.Cut(_buffer.LineEnd);
                break;
            case ConsoleKey.Y when isControl:
                _buffer.PutBack();
                break;
            case ConsoleKey.Backspace:
                _buffer.Remove(_buffer.Left, _buffer.Cursor);
                break;
            case ConsoleKey.Delete:
            case ConsoleKey.D when isControl:
                _buffer.Remove(_buffer.Cursor, _buffer.Right);
                break;
            case ConsoleKey.L when isControl:
                _region.Release();
                console.Write(new ControlCode("\x1b[2J\x1b[H"));
                break;
            case ConsoleKey.R when isControl:
                _search = ("", 0);
                break;
            case ConsoleKey.Tab:
                Complete();
                break;
            default:
                if (!char.IsControl(key.KeyChar) && isControl == isAlt)
                {
                    _buffer.Insert(key.KeyChar.ToString());
                }

                break;
        }
    }

    // While one searches, letters are looked for; every other key goes on with what was found.
    private bool Searched(ConsoleKeyInfo key, bool isControl, (string Words, int Skip) search)
    {
        (string Words, int Skip)? next = key.Key switch
        {
            ConsoleKey.R when isControl => (search.Words, search.Skip + 1),
            ConsoleKey.Backspace => (search.Words.Length > 0 ? search.Words[..^1] : "", 0),
            _ when !char.IsControl(key.KeyChar) && !isControl => (search.Words + key.KeyChar, 0),
            _ => null,
        };
        if (next is { } found && history.Search(found.Words, found.Skip) is { } line)
        {
            _buffer.Set(line);
        }

        _search = next ?? _search;
        return next is not null;
    }

    private void Up()
    {
        var layout = Layout;
        if (layout.Row > 0)
        {
            _buffer.MoveTo(layout.PlaceIn(layout.Row - 1));
        }
        else if (history.Previous(_buffer.Text) is { } line)
        {
            _buffer.Set(line);
        }
    }

    private void Down()
    {
        var layout = Layout;
        if (layout.Row < layout.Count - 1)
        {
            _buffer.MoveTo(layout.PlaceIn(layout.Row + 1));
        }
        else if (history.Next() is { } line)
        {
            _buffer.Set(line);
        }
    }

    private void Complete()
    {
        var completion = complete(_buffer.Text, _buffer.Cursor);
        if (completion.Items is [var only])
        {
            _buffer.Replace(completion.From, only.Text.EndsWith(Path.DirectorySeparatorChar) ? only.Text : only.Text + " ");
        }
        else if (completion.Items.Count > 1)
        {
            if (completion.Common.Length > _buffer.Cursor - completion.From)
            {
                _buffer.Replace(completion.From, completion.Common);
            }

            _lists = true;
        }
    }

    private void Draw()
    {
        var hints = Hints().Take(MaxHints).ToList();
        var layout = Layout;
        var room = Math.Max(console.Profile.Height - 2 - hints.Count, 1);
        var top = Math.Max(layout.Row - room + 1, 0);
        _region.Draw([.. Rows(layout).Skip(top).Take(room), .. hints], cursor: (layout.Row - top, Prompt.Length + layout.Column));
    }

    // What was entered stays on the screen; what stood below it does not.
    private void Leave()
    {
        _region.Draw([.. Rows(Layout)]);
        _region.Release();
    }

    private static IEnumerable<Line> Rows(EditLayout layout) =>
        layout.Rows.Select((row, i) => (i == 0 ? new Line().Add(Prompt, StatusStyle.Active) : new Line().Pad(Prompt.Length)).Add(row));

    private IEnumerable<Line> Hints()
    {
        if (_search is { } search)
        {
            return [new Line().Add($"  search: {search.Words}", StatusStyle.Dim)];
        }

        var isCommand = _buffer.Text is ['/', .. var rest] && !rest.Any(char.IsWhiteSpace);
        if (!_lists && !isCommand)
        {
            return [];
        }

        var items = complete(_buffer.Text, _buffer.Cursor).Items;
        var shown = items.Count > MaxHints ? items.Take(MaxHints - 1) : items;
        var width = items.Select(item => Line.CellsOf(item.Text)).DefaultIfEmpty().Max() + 2;
        var lines = shown.Select(item => new Line().Pad(Prompt.Length).AddCell(item.Text, width, StatusStyle.Active).Add(item.Help, StatusStyle.Dim));
        return items.Count > MaxHints ? lines.Append(new Line().Add($"  and {items.Count - MaxHints + 1} more", StatusStyle.Dim)) : lines;
    }
}
