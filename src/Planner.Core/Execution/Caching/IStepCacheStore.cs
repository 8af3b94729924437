namespace Planner.Execution.Caching;

/// <summary>Where results are kept. Safe for many threads, and for several processes where the store is.</summary>
public interface IStepCacheStore
{
    /// <summary>What was kept under a key; null when there is nothing, or it is older than that.</summary>
    Task<byte[]?> FindAsync(string key, TimeSpan maxAge, CancellationToken cancellationToken);

    /// <summary>Keeps a value, and lets go of the least recently used when there is more than <paramref name="maxBytes"/>.</summary>
    Task PutAsync(string key, byte[] value, long maxBytes, CancellationToken cancellationToken);
}
