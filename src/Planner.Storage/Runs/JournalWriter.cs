using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Planner.Runs;
using Planner.Storage.Database;

namespace Planner.Storage.Runs;

/// <summary>
/// The one who writes: takes what is waiting, from all runs of this process, and commits it in one transaction. While that goes to disk the
/// next batch gathers, so that the more is written the fewer commits each write costs.
/// </summary>
internal sealed class JournalWriter : IAsyncDisposable
{
    /// <summary>Keeps other processes from waiting too long for the lock; some 20 ms of work.</summary>
    private const int MostRequestsPerBatch = 1000;

    private readonly SqliteDatabase _database;
    private readonly RunBells _bells;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly Channel<WriteRequest> _requests = Channel.CreateUnbounded<WriteRequest>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Lazy<Task> _loop;
    private WriteSession? _session;
    private int _wakeWaits;

    public JournalWriter(SqliteDatabase database, RunBells bells, TimeProvider clock, ILogger logger)
    {
        (_database, _bells, _clock, _logger) = (database, bells, clock, logger);
        _loop = new Lazy<Task>(() => Task.Run(LoopAsync));
    }

    /// <summary>Does something in the next transaction; completes after its commit.</summary>
    /// <param name="work">Done inside the transaction, on the writer's thread.</param>
    /// <param name="isDurable">Whether the commit must be on disk.</param>
    /// <param name="cancellationToken">Gives up as long as the transaction has not begun.</param>
    /// <exception cref="ObjectDisposedException">The journal is closed.</exception>
    public Task<T> WriteAsync<T>(Func<WriteSession, T> work, bool isDurable, CancellationToken cancellationToken)
    {
        var request = new WriteRequest<T>(work, isDurable, cancellationToken);
        ObjectDisposedException.ThrowIf(!Enqueue(request), typeof(IRunJournal));
        return request.Task;
    }

    /// <summary>Wakes all followers, once what other processes are just committing can be read, if they commit anything.</summary>
    public void WakeAfterOthers()
    {
        if (_bells.HasListeners && Interlocked.Exchange(ref _wakeWaits, 1) == 0)
        {
            Enqueue(new WakeRequest(() => Volatile.Write(ref _wakeWaits, 0), WakeFailed));
        }
    }

    /// <summary>Commits what is waiting and closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_requests.Writer.TryComplete() && _loop.IsValueCreated)
        {
            await _loop.Value;
        }
    }

    private void WakeFailed(Exception exception)
    {
        // Followers meet the same failure when they read. Only behind a writer who holds the lock for long there is still something to wait for.
        _bells.RingAll();
        if (StorageErrors.IsBusy(exception))
        {
            WakeAfterOthers();
        }
    }

    private bool Enqueue(WriteRequest request) => _requests.Writer.TryWrite(request) && _loop.Value is not null;

    private async Task LoopAsync()
    {
        var batch = new List<WriteRequest>();
        while (await _requests.Reader.WaitToReadAsync())
        {
            while (batch.Count < MostRequestsPerBatch && _requests.Reader.TryRead(out var request))
            {
                if (request.TryBegin())
                {
                    batch.Add(request);
                }
            }

            if (batch.Count > 0)
            {
                Commit(batch);
                batch.Clear();
            }
        }

        _session?.Dispose();
    }

    private void Commit(List<WriteRequest> batch)
    {
        try
        {
            _session ??= new WriteSession(_database, _clock);
            _session.Begin(batch.Exists(request => request.IsDurable));
            foreach (var request in batch)
            {
                request.Run(_session);
            }

            _session.Commit();
        }
#pragma warning disable CA1031 // Whatever it is, those who wait must hear of it, and the loop must go on.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            // Closing the connection rolls back; the next batch begins with a fresh one.
            _session?.Dispose();
            _session = null;
            _logger.BatchFailed(exception, _database.Path, batch.Count);
            var failure = StorageErrors.IsStorageFailure(exception) ? StorageErrors.Translate(exception, _database.Path) : exception;
            batch.ForEach(request => request.Fail(failure));
            return;
        }

        foreach (var (runId, committed) in _session.Changed)
        {
            _bells.Ring(runId, committed);
        }

        if (_session.OthersCommitted)
        {
            _bells.RingAll();
        }

        batch.ForEach(request => request.Complete());
    }
}
