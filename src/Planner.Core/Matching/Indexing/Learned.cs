namespace Planner.Matching.Indexing;

/// <summary>What the index learned from its cards.</summary>
/// <param name="Vectors">What words mean.</param>
/// <param name="Counts">Which words the cards of each task say.</param>
/// <param name="File">Its file; null: not written yet.</param>
internal sealed record Learned(LearnedVectors Vectors, TaskCounts Counts, string? File);
