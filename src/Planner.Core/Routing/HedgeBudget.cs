namespace Planner.Routing;

/// <summary>Keeps hedges at a share of all calls: each call saves up a part of a hedge, each hedge takes a whole one. Never in debt.</summary>
internal sealed class HedgeBudget(double percent)
{
    // What a quiet hour saves up must not become a burst.
    private const long Most = 10 * Whole;
    private const long Whole = 1_000_000;
    private readonly long _part = (long)(percent / 100 * Whole);
    private long _saved;

    /// <summary>A call was made.</summary>
    public void Save()
    {
        if (Volatile.Read(ref _saved) < Most)
        {
            Interlocked.Add(ref _saved, _part);
        }
    }

    /// <summary>Takes a hedge, if one is saved up.</summary>
    public bool TryTake()
    {
        while (true)
        {
            var saved = Volatile.Read(ref _saved);
            if (saved < Whole)
            {
                return false;
            }

            if (Interlocked.CompareExchange(ref _saved, saved - Whole, saved) == saved)
            {
                return true;
            }
        }
    }
}
