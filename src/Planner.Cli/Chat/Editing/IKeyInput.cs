namespace Planner.Cli.Chat.Editing;

/// <summary>The keys that a person presses.</summary>
internal interface IKeyInput
{
    /// <summary>Whether a key has been pressed that was not read yet.</summary>
    bool IsReady { get; }

    /// <summary>Whether Ctrl-C is a key like any other, in its place among them, and not an interruption.</summary>
    bool TakesControlC { set; }

    /// <summary>The next key; null when none was pressed in time.</summary>
    /// <param name="patience">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/>: until one is pressed.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    Task<ConsoleKeyInfo?> ReadAsync(TimeSpan patience, CancellationToken cancellationToken);
}
