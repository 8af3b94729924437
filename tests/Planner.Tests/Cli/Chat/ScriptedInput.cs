using Planner.Cli.Chat;

namespace Planner.Tests.Cli.Chat;

/// <summary>A person who types these lines; before each, something may happen.</summary>
internal sealed class ScriptedInput(params string[] lines) : IChatInput
{
    private int _next;

    public Func<int, Task> Before { get; init; } = _ => Task.CompletedTask;

    public async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        await Before(_next);
        return _next < lines.Length ? lines[_next++] : null;
    }
}
