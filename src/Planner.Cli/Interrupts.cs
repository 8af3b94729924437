using System.Runtime.InteropServices;

namespace Planner.Cli;

/// <summary>Ctrl-C and termination: the first cancels <see cref="Token"/>, the second ends the program as if nobody listened.</summary>
internal sealed class Interrupts : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;

    private readonly Action _leave;

    /// <summary>Listens from now on.</summary>
    /// <param name="leave">Done before the second ends the program.</param>
    public Interrupts(Action leave) =>
        (_leave, _registrations) = (leave, [PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle)]);

    /// <summary>Cancelled by the first.</summary>
    public CancellationToken Token => _source.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _source.Dispose();
    }

    private void Handle(PosixSignalContext signal)
    {
        if (_source.IsCancellationRequested)
        {
            _leave();
            return;
        }

        signal.Cancel = true;
        _source.Cancel();
    }
}
