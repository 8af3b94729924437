using System.Text.Json.Nodes;
using Planner.Artifacts;

namespace Planner.Inference.Local.Text.Topics;

/// <summary>Sorts a text under labels that the request names; no program needed.</summary>
internal sealed class ZeroShotEngine(ArtifactStore store)
    : BuiltInTextEngine("local/zero-shot", "zero-shot-classification", "common topics and the words of the labels themselves, English and Russian", store)
{
    /// <inheritdoc/>
    public override async Task<InferenceResult> RunAsync(InferenceRequest request, CancellationToken cancellationToken)
    {
        var text = await SlotValues.TextAsync(request, "text", Store, cancellationToken);
        var labels = await TextLists.NamesAsync(request, "candidate_labels", Store, cancellationToken);
        var several = request.Parameters.GetValueOrDefault("multi_label") is JsonValue flag && flag.TryGetValue<bool>(out var asked) && asked;
        return InferenceResult.Success(StructuredResults.Labels(
            labels.Zip(LabelScorer.Score(text.Text, labels, several)), StructuredResults.TopK(request), text.Sources));
    }
}
