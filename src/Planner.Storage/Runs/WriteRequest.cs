namespace Planner.Storage.Runs;

/// <summary>Something for the writer to do in its next transaction.</summary>
internal abstract class WriteRequest
{
    /// <summary>Whether the transaction must be on disk before anyone hears of it.</summary>
    public abstract bool IsDurable { get; }

    /// <summary>The writer takes it up. False when its caller has given up.</summary>
    public abstract bool TryBegin();

    /// <summary>Does it, inside the transaction. What is the request's own fault is kept for its caller; what is the database's is thrown.</summary>
    public abstract void Run(WriteSession session);

    /// <summary>The transaction is committed.</summary>
    public abstract void Complete();

    /// <summary>The transaction was rolled back.</summary>
    public abstract void Fail(Exception exception);
}
