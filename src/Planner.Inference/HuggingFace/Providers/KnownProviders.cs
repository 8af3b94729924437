using Planner.Catalog;

namespace Planner.Inference.HuggingFace.Providers;

/// <summary>What the Hub said about who runs a model, and when. A line of the cache.</summary>
/// <param name="At">When it was asked.</param>
/// <param name="Providers">Who runs it; empty: nobody.</param>
/// <param name="Gone">Whether the model is no longer there.</param>
internal sealed record KnownProviders(DateTimeOffset At, IReadOnlyList<ModelProvider> Providers, bool Gone);
