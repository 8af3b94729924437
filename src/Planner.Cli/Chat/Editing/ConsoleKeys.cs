namespace Planner.Cli.Chat.Editing;

/// <summary>The keys of this process's terminal. Waiting for one can't be cancelled: a wait that is given up goes on, and the next call gets its key.</summary>
internal sealed class ConsoleKeys : IKeyInput
{
    private Task<ConsoleKeyInfo>? _reading;

    // While one waits for a key, the console can't be asked whether there is one.
    public bool IsReady => _reading?.IsCompleted ?? Console.KeyAvailable;

    public bool TakesControlC
    {
        set => Console.TreatControlCAsInput = value;
    }

    public async Task<ConsoleKeyInfo?> ReadAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        _reading ??= Task.Factory.StartNew(() => Console.ReadKey(intercept: true), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            var key = await _reading.WaitAsync(patience, cancellationToken);
            _reading = null;
            return key;
        }
        catch (TimeoutException)
        {
            return null;
        }
    }
}
