namespace Planner.Storage.Runs;

/// <summary>
/// An empty transaction after the log file has changed. A process writes to the log before its commit can be seen; beginning a write
/// transaction waits for that commit, so that who is woken after this one can read it.
/// </summary>
/// <param name="begun">Called when it is taken up: a change from then on needs another one.</param>
/// <param name="failed">Called when it could not be done.</param>
internal sealed class WakeRequest(Action begun, Action<Exception> failed) : WriteRequest
{
    public override bool IsDurable => false;

    public override bool TryBegin()
    {
        begun();
        return true;
    }

    public override void Run(WriteSession session)
    {
    }

    public override void Complete()
    {
    }

    public override void Fail(Exception exception) => failed(exception);
}
