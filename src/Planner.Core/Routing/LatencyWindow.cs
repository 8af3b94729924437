namespace Planner.Routing;

/// <summary>How long the last calls took.</summary>
internal sealed class LatencyWindow
{
    private const int Size = 200;

    // Sorting at every look would cost more than what one value changes.
    private const int LooksAnewAfter = 10;
    private readonly Lock _gate = new();
    private readonly double[] _seconds = new double[Size];
    private int _count;
    private int _next;
    private int _added;
    private double _p95;

    public void Add(double seconds)
    {
        lock (_gate)
        {
            _seconds[_next] = seconds;
            _next = (_next + 1) % Size;
            _count = Math.Min(_count + 1, Size);
            _added++;
        }
    }

    /// <summary>The 95th percentile in seconds; null while fewer calls than that are known.</summary>
    public double? P95(int least)
    {
        lock (_gate)
        {
            if (_count < least)
            {
                return null;
            }

            if (_added >= LooksAnewAfter || _p95 == 0)
            {
                var sorted = _seconds.AsSpan(0, _count).ToArray();
                Array.Sort(sorted);
                _p95 = sorted[Math.Min((int)Math.Ceiling(0.95 * _count), _count) - 1];
                _added = 0;
            }

            return _p95;
        }
    }
}
