using Planner.Inference;

namespace Planner.Routing;

/// <summary>A backend in use, and what this process knows of how it does. An instance that is changed gets a new one.</summary>
internal sealed class LiveBackend : IDisposable
{
    // The count of a backend that is disposed: no attempt gets in any more.
    private const int Gone = int.MinValue;

    private readonly CancellationTokenSource _closed = new();
    private int _inFlight;
    private int _retired;

    public LiveBackend(IInferenceBackend backend, BackendInstance? instance, string? version)
    {
        (Backend, Instance, Version) = (backend, instance, version);
        Closed = _closed.Token;
    }

    public IInferenceBackend Backend { get; }

    /// <summary>The instance; null for what is there always, such as the engines of this machine.</summary>
    public BackendInstance? Instance { get; }

    /// <summary>The instance's version in its store.</summary>
    public string? Version { get; }

    public string Name => Backend.Name;

    public Egress Egress => Backend.Egress;

    public ServiceState State => Instance?.State ?? ServiceState.Enabled;

    /// <summary>How many attempts it works on.</summary>
    public int InFlight => Math.Max(Volatile.Read(ref _inFlight), 0);

    /// <summary>Whether it was changed or removed and can't be called any more.</summary>
    public bool IsGone => Volatile.Read(ref _inFlight) == Gone;

    /// <summary>Fires when the instance is disabled while it works.</summary>
    public CancellationToken Closed { get; }

    /// <summary>Counts an attempt in if there are as many as the caller saw; false when somebody was faster, and the caller should look again.</summary>
    public bool TryEnter(int seen) => Interlocked.CompareExchange(ref _inFlight, seen + 1, seen) == seen;

    /// <summary>Counts an attempt out.</summary>
    public void Leave()
    {
        if (Interlocked.Decrement(ref _inFlight) == 0)
        {
            DisposeIfOver();
        }
    }

    /// <summary>It gets no new calls; it is disposed when the last has ended.</summary>
    /// <param name="now">Whether those that run are stopped.</param>
    public void Retire(bool now)
    {
        if (now)
        {
            _closed.Cancel();
        }

        Volatile.Write(ref _retired, 1);
        DisposeIfOver();
    }

    /// <summary>Closes what belongs to an instance; what is there always is its maker's.</summary>
    public void Dispose()
    {
        if (Instance is not null)
        {
            (Backend as IDisposable)?.Dispose();
        }

        _closed.Dispose();
    }

    private void DisposeIfOver()
    {
        if (Volatile.Read(ref _retired) == 1 && Interlocked.CompareExchange(ref _inFlight, Gone, 0) == 0)
        {
            Dispose();
        }
    }
}
