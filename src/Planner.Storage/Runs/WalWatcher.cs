using Microsoft.Extensions.Logging;
using Planner.Storage.Database;

namespace Planner.Storage.Runs;

/// <summary>
/// Hears when any process writes to the database: the system says when the log file (<c>-wal</c>) changes. Where it can't, because there
/// are no watches left or the system reports writes only when a file is closed (Windows, macOS), a timer rings instead.
/// </summary>
internal sealed class WalWatcher(string databasePath, Action changed, TimeProvider clock, ILogger logger) : IDisposable
{
    private static readonly TimeSpan FallbackPeriod = TimeSpan.FromSeconds(0.5);

    private readonly Lock _lock = new();
    private IDisposable? _watch;
    private bool _disposed;

    /// <summary>Begins to listen, once. A change after the return is heard.</summary>
    public void Start()
    {
        lock (_lock)
        {
            if (_watch is null && !_disposed)
            {
                _watch = OperatingSystem.IsLinux() ? Watch() : Tick();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            _watch?.Dispose();
        }
    }

    private IDisposable Watch()
    {
        var watcher = new FileSystemWatcher(Path.GetDirectoryName(databasePath)!, Path.GetFileName(databasePath) + "-wal")
        {
            NotifyFilter = NotifyFilters.LastWrite | NotifyFilters.FileName,
        };
        watcher.Changed += (_, _) => changed();
        watcher.Created += (_, _) => changed();
        watcher.Error += (_, _) => changed();
        try
        {
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (IOException exception)
        {
            watcher.Dispose();
            logger.CannotWatch(databasePath, exception.Message, FallbackPeriod.TotalSeconds);
            return Tick();
        }
    }

    private ITimer Tick() => clock.CreateTimer(_ => changed(), null, FallbackPeriod, FallbackPeriod);
}
