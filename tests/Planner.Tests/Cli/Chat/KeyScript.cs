using Planner.Cli.Chat.Editing;

namespace Planner.Tests.Cli.Chat;

/// <summary>Keys that are pressed one after the other. <c>⏎ ⇥ ⌫ ← → ↑ ↓ ⎋</c> and <c>^A</c> stand for keys; <c>…</c> for a wait in which nothing is pressed.</summary>
internal sealed class KeyScript : IKeyInput
{
    private readonly Queue<ConsoleKeyInfo?> _keys = [];

    public KeyScript(string script)
    {
        for (var i = 0; i < script.Length; i++)
        {
            _keys.Enqueue(script[i] switch
            {
                '…' => null,
                '⏎' => Key('\r', ConsoleKey.Enter),
                '⇥' => Key('\t', ConsoleKey.Tab),
                '⌫' => Key('\u007f', ConsoleKey.Backspace),
                '←' => Key('\0', ConsoleKey.LeftArrow),
                '→' => Key('\0', ConsoleKey.RightArrow),
                '↑' => Key('\0', ConsoleKey.UpArrow),
                '↓' => Key('\0', ConsoleKey.DownArrow),
                '⎋' => Key('\u001b', ConsoleKey.Escape),
                '^' => new ConsoleKeyInfo((char)(script[++i] - 'A' + 1), Enum.Parse<ConsoleKey>(script[i..(i + 1)]), shift: false, alt: false, control: true),
                var c => Key(c, char.IsAsciiLetter(c) ? (ConsoleKey)char.ToUpperInvariant(c) : 0),
            });
        }
    }

    public bool TakesControlC { get; set; }

    public bool IsReady => _keys.TryPeek(out var key) && key is not null;

    public async Task<ConsoleKeyInfo?> ReadAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        if (_keys.TryDequeue(out var key))
        {
            return key;
        }

        await Task.Delay(patience, cancellationToken);
        return null;
    }

    private static ConsoleKeyInfo Key(char c, ConsoleKey key) => new(c, key, shift: false, alt: false, control: false);
}
