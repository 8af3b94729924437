namespace Planner.Matching.Indexing;

/// <summary>The best cards so far, the worst of them on top of a heap; of equal ones the later is worse.</summary>
internal sealed class BestCards(int count)
{
    private readonly PriorityQueue<(SegmentScan Scan, int Card), (float Score, long Order)> _heap = new(Comparer<(float Score, long Order)>.Create(
        (a, b) => a.Score != b.Score ? a.Score.CompareTo(b.Score) : b.Order.CompareTo(a.Order)));

    /// <summary>What a later card must exceed to be among them.</summary>
    public float Least { get; private set; } = float.NegativeInfinity;

    /// <summary>Takes a card.</summary>
    public void Add(SegmentScan scan, int card, float score)
    {
        _heap.Enqueue((scan, card), (score, ((long)scan.Number << 32) | (uint)card));
        if (_heap.Count > count)
        {
            _heap.Dequeue();
        }

        if (_heap.Count == count && _heap.TryPeek(out _, out var worst))
        {
            Least = worst.Score;
        }
    }

    /// <summary>Takes the best of another part.</summary>
    public void Add(BestCards others)
    {
        foreach (var ((scan, card), (score, _)) in others._heap.UnorderedItems)
        {
            Add(scan, card, score);
        }
    }

    /// <summary>All, best first; none is left.</summary>
    public List<(SegmentScan Scan, int Card, float Score)> Take()
    {
        var best = new List<(SegmentScan, int, float)>(_heap.Count);
        while (_heap.TryDequeue(out var place, out var priority))
        {
            best.Add((place.Scan, place.Card, priority.Score));
        }

        best.Reverse();
        return best;
    }
}
