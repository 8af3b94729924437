using System.Runtime.InteropServices;

namespace Planner.Cli.Chat;

/// <summary>Ctrl-C in a chat: it cancels what is going on and never the session. A second one while a run is being cancelled ends the program.</summary>
internal sealed class ChatInterrupts : IDisposable
{
    private readonly PosixSignalRegistration _registration;
    private readonly Lock _lock = new();
    private CancellationTokenSource _source = new();

    /// <summary>Listens from now on.</summary>
    /// <param name="leave">Done before the second ends the program.</param>
    public ChatInterrupts(Action leave) => _registration = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
    {
        signal.Cancel = Interrupt();
        if (!signal.Cancel)
        {
            leave();
        }
    });

    /// <summary>Begins something that the next Ctrl-C cancels.</summary>
    public CancellationToken Next()
    {
        lock (_lock)
        {
            if (_source.IsCancellationRequested)
            {
                _source = new CancellationTokenSource();
            }

            return _source.Token;
        }
    }

    /// <summary>As if Ctrl-C were pressed. False when what is going on was cancelled already.</summary>
    public bool Interrupt()
    {
        CancellationTokenSource source;
        lock (_lock)
        {
            source = _source;
        }

        if (source.IsCancellationRequested)
        {
            return false;
        }

        source.Cancel();
        return true;
    }

    public void Dispose()
    {
        _registration.Dispose();
        _source.Dispose();
    }
}
