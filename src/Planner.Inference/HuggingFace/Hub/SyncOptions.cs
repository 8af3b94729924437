namespace Planner.Inference.HuggingFace.Hub;

/// <summary>What a sync is to bring.</summary>
public sealed record SyncOptions
{
    /// <summary>Only models of this task, by its id in the taxonomy; null: all tasks that the taxonomy knows.</summary>
    public string? Task { get; init; }

    /// <summary>How many models at most, the most downloaded first; null: all.</summary>
    public int? Limit { get; init; }

    /// <summary>Only models downloaded at least so often in the Hub's last month.</summary>
    public long MinDownloads { get; init; }

    /// <summary>Whether the texts of cards are read too: one request for each model that is new or has changed.</summary>
    public bool Texts { get; init; } = true;

    /// <summary>Reads everything again, also what has not changed since the last sync.</summary>
    public bool Full { get; init; }
}
