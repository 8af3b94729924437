using Planner.Inference;

namespace Planner.Ensembles;

/// <summary>What an ensemble came to.</summary>
/// <param name="Result">The consensus, with what all members and the judge cost; or the first failure, when none gave anything.</param>
/// <param name="How">How it was reached; null on failure.</param>
/// <param name="Models">Whose answers it is made of.</param>
internal sealed record EnsembleResult(InferenceResult Result, Consensus? How, IReadOnlyList<string> Models);
