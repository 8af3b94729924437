namespace Planner.Inference.HuggingFace.Hub;

/// <summary>How far a sync is.</summary>
/// <param name="Listed">Models that the Hub listed.</param>
/// <param name="Kept">Of them, those that were kept.</param>
/// <param name="Of">How many are to be kept; null when nobody knows.</param>
/// <param name="Doing">What it is at, for people.</param>
public readonly record struct SyncProgress(int Listed, int Kept, int? Of, string Doing);
