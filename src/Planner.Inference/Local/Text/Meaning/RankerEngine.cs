using Planner.Artifacts;
using Planner.Values;

namespace Planner.Inference.Local.Text.Meaning;

/// <summary>Scores texts by how well they answer a query, in their order; no program needed.</summary>
internal sealed class RankerEngine(ArtifactStore store)
    : BuiltInTextEngine("local/ranker", "text-ranking", "BM25 with synonyms, English and Russian", store)
{
    /// <inheritdoc/>
    /// <remarks>The scores stay beside their texts; with <c>top_k</c> the texts that are not among the best get 0.</remarks>
    public override async Task<InferenceResult> RunAsync(InferenceRequest request, CancellationToken cancellationToken)
    {
        var query = await SlotValues.TextAsync(request, "query", Store, cancellationToken);
        var documents = await TextLists.TextsAsync(request, "documents", Store, cancellationToken);
        var scores = PassageRanker.Score(query.Text, [.. documents.Select(document => document.Text)], cancellationToken);
        if (StructuredResults.TopK(request) is { } top)
        {
            var best = scores.Index().OrderByDescending(pair => pair.Item).Take(top).Select(pair => pair.Index).ToHashSet();
            scores = [.. scores.Index().Select(pair => best.Contains(pair.Index) ? pair.Item : 0)];
        }

        return InferenceResult.Success(
            StructuredResults.Numbers(Modality.Scores, scores, [.. query.Sources, .. documents.SelectMany(document => document.Sources)]));
    }
}
