namespace Planner.Inference.HuggingFace.Hub;

/// <summary>What a sync brought.</summary>
public sealed record SyncReport
{
    /// <summary>Models that the Hub listed, those before an interruption included.</summary>
    public required int Listed { get; init; }

    /// <summary>Of them, those kept.</summary>
    public required int Kept { get; init; }

    /// <summary>Left out: of no task that the taxonomy knows, private, or downloaded too seldom.</summary>
    public int LeftOut => Listed - Kept;

    /// <summary>Models that are gone from the Hub and marked so.</summary>
    public int Gone { get; init; }

    /// <summary>Shipped models whose state was renewed.</summary>
    public int Renewed { get; init; }

    /// <summary>Whether it went on where an interrupted one had stopped.</summary>
    public bool Resumed { get; init; }

    /// <summary>Whether only changes since the last sync were read.</summary>
    public bool ChangesOnly { get; init; }

    /// <summary>Something to know, such as why shipped models were left as they are; null: nothing.</summary>
    public string? Note { get; init; }
}
