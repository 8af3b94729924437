namespace Planner.Cli.Chat.Editing;

/// <summary>The keys of this process's terminal. Waiting for one can't be cancelled: a wait that is given up goes on, and the next call gets its keys.</summary>
internal sealed class ConsoleKeys : IKeyInput
{
    private readonly Queue<ConsoleKeyInfo> _read = [];
    private Task<List<ConsoleKeyInfo>>? _reading;

    // While one waits for a key, the console can't be asked whether there is one.
    public bool IsReady => _read.Count > 0 || (_reading?.IsCompleted ?? Console.KeyAvailable);

    public bool TakesControlC
    {
        set => Console.TreatControlCAsInput = value;
    }

    public async Task<ConsoleKeyInfo?> ReadAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_read.Count == 0)
        {
            _reading ??= Task.Factory.StartNew(Waiting, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            try
            {
                (await _reading.WaitAsync(patience, cancellationToken)).ForEach(_read.Enqueue);
                _reading = null;
            }
            catch (TimeoutException)
            {
                return null;
            }
        }

        return _read.Dequeue();
    }

    // All that is there, at once: a long paste is many keys, and each wait is a thread of its own.
    private static List<ConsoleKeyInfo> Waiting()
    {
        List<ConsoleKeyInfo> keys = [Console.ReadKey(intercept: true)];
        while (Console.KeyAvailable)
        {
            keys.Add(Console.ReadKey(intercept: true));
        }

        return keys;
    }
}
