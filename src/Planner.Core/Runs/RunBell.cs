using System.Threading.Channels;

namespace Planner.Runs;

/// <summary>One follower's bell. A ring while nobody waits is kept, so that the next wait returns at once.</summary>
internal sealed class RunBell : IDisposable
{
    private readonly RunBells _bells;
    private readonly Channel<bool> _rings =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    internal RunBell(RunBells bells, string runId)
    {
        _bells = bells;
        RunId = runId;
    }

    /// <summary>The run that it rings for.</summary>
    public string RunId { get; }

    /// <summary>Waits for a ring since the last wait.</summary>
    /// <exception cref="ObjectDisposedException">The journal was closed.</exception>
    public async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        if (!await _rings.Reader.WaitToReadAsync(cancellationToken))
        {
            throw new ObjectDisposedException(nameof(IRunJournal), $"The journal was closed while run '{RunId}' was followed.");
        }

        _rings.Reader.TryRead(out _);
    }

    /// <summary>Stops listening.</summary>
    public void Dispose() => _bells.Forget(this);

    internal void Ring() => _rings.Writer.TryWrite(true);

    internal void Close() => _rings.Writer.TryComplete();
}
