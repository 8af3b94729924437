namespace Planner.Execution.Caching;

/// <summary>Results that are gone with their process.</summary>
internal sealed class InMemoryStepCacheStore(TimeProvider clock) : IStepCacheStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private long _bytes;
    private long _uses;

    public Task<byte[]?> FindAsync(string key, TimeSpan maxAge, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(key, out var entry) || clock.GetUtcNow() - entry.MadeAt > maxAge)
            {
                return Task.FromResult<byte[]?>(null);
            }

            _entries[key] = entry with { Used = ++_uses };
            return Task.FromResult<byte[]?>(entry.Value);
        }
    }

    public Task PutAsync(string key, byte[] value, long maxBytes, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Remove(key);
            _entries[key] = new Entry(value, clock.GetUtcNow(), ++_uses);
            _bytes += value.Length;
            while (_bytes > maxBytes)
            {
                Remove(_entries.MinBy(entry => entry.Value.Used).Key);
            }
        }

        return Task.CompletedTask;
    }

    private void Remove(string key)
    {
        if (_entries.Remove(key, out var entry))
        {
            _bytes -= entry.Value.Length;
        }
    }

    private sealed record Entry(byte[] Value, DateTimeOffset MadeAt, long Used);
}
