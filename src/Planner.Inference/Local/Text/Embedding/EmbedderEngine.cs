using Planner.Artifacts;
using Planner.Values;

namespace Planner.Inference.Local.Text.Embedding;

/// <summary>Turns a text into a vector by hashing; no program needed.</summary>
internal sealed class EmbedderEngine(ArtifactStore store)
    : BuiltInTextEngine("local/embedder", "feature-extraction", "256 hashed numbers that know spelling, not meaning", store)
{
    private const int Digits = 6;

    /// <inheritdoc/>
    public override async Task<InferenceResult> RunAsync(InferenceRequest request, CancellationToken cancellationToken)
    {
        var text = await SlotValues.TextAsync(request, "text", Store, cancellationToken);
        var vector = TextEmbedder.Embed(text.Text);
        return Array.TrueForAll(vector, number => number is 0)
            ? throw EngineException.BadInput($"The 'text' of step {request.Step.Id} has no words to make a vector of.", "Give it some words.")
            : InferenceResult.Success(StructuredResults.Numbers(Modality.Vector, vector, text.Sources, Digits));
    }
}
