namespace Planner.Routing;

/// <summary>An exponentially weighted moving average, written from many threads without a lock. The first value is taken as it is.</summary>
internal sealed class MovingAverage
{
    // A fifth: after ten values nine tenths of what is said comes from them.
    private const double Share = 0.2;
    private long _bits = BitConverter.DoubleToInt64Bits(double.NaN);

    /// <summary>The average; null before the first value.</summary>
    public double? Value => BitConverter.Int64BitsToDouble(Volatile.Read(ref _bits)) is var value && double.IsNaN(value) ? null : value;

    public void Add(double value)
    {
        while (true)
        {
            var seen = Volatile.Read(ref _bits);
            var old = BitConverter.Int64BitsToDouble(seen);
            var next = double.IsNaN(old) ? value : old + (Share * (value - old));
            if (Interlocked.CompareExchange(ref _bits, BitConverter.DoubleToInt64Bits(next), seen) == seen)
            {
                return;
            }
        }
    }
}
