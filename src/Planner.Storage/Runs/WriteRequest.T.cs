using Planner.Runs;

namespace Planner.Storage.Runs;

/// <summary>A write that somebody waits for.</summary>
internal sealed class WriteRequest<T> : WriteRequest
{
    private const int Waiting = 0;
    private const int Begun = 1;
    private const int GivenUp = 2;

    private readonly Func<WriteSession, T> _work;
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenRegistration _registration;
    private int _state;
    private T? _result;
    private Exception? _refusal;

    public WriteRequest(Func<WriteSession, T> work, bool isDurable, CancellationToken cancellationToken)
    {
        _work = work;
        IsDurable = isDurable;
        _registration = cancellationToken.UnsafeRegister(GiveUp, this);
    }

    public override bool IsDurable { get; }

    /// <summary>Completes after the commit.</summary>
    public Task<T> Task => _done.Task;

    public override bool TryBegin() => Interlocked.CompareExchange(ref _state, Begun, Waiting) == Waiting;

    public override void Run(WriteSession session)
    {
        try
        {
            _result = _work(session);
        }
        catch (Exception exception) when (exception is LeaseLostException or RunEndedException)
        {
            _refusal = exception;
        }
    }

    public override void Complete()
    {
        _registration.Dispose();
        if (_refusal is null)
        {
            _done.SetResult(_result!);
        }
        else
        {
            _done.SetException(_refusal);
        }
    }

    public override void Fail(Exception exception)
    {
        _registration.Dispose();
        _done.SetException(exception);
    }

    private static void GiveUp(object? state, CancellationToken cancellationToken)
    {
        var request = (WriteRequest<T>)state!;
        if (Interlocked.CompareExchange(ref request._state, GivenUp, Waiting) == Waiting)
        {
            request._done.SetCanceled(cancellationToken);
        }
    }
}
