using System.ComponentModel.DataAnnotations;

namespace Planner.Matching;

/// <summary>How an <see cref="EmbeddingModel"/> is used, <c>Planner:Embeddings</c>.</summary>
public sealed class EmbeddingOptions
{
    /// <summary>The section's key.</summary>
    public const string Section = "Planner:Embeddings";

    /// <summary>How many cards are sent at once.</summary>
    [Range(1, 2048)]
    public int Batch { get; set; } = 64;

    /// <summary>How many seconds a search waits for the vector of its words; then, and for a minute after, it goes by the learned ones.</summary>
    [Range(0.05, 60)]
    public double Seconds { get; set; } = 2;

    /// <summary>How many characters of a card are sent.</summary>
    [Range(50, 20_000)]
    public int Characters { get; set; } = 1000;
}
