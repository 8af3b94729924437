using Planner.Artifacts;
using Planner.Values;

namespace Planner.Inference.Local.Text.Meaning;

/// <summary>Says how close texts are to one text; no program needed.</summary>
internal sealed class SimilarityEngine(ArtifactStore store)
    : BuiltInTextEngine("local/similarity", "sentence-similarity", "aligned words and synonyms, English and Russian", store)
{
    /// <inheritdoc/>
    public override async Task<InferenceResult> RunAsync(InferenceRequest request, CancellationToken cancellationToken)
    {
        var source = await SlotValues.TextAsync(request, "source_sentence", Store, cancellationToken);
        var sentences = await TextLists.TextsAsync(request, "sentences", Store, cancellationToken);
        var words = SentenceComparer.Read(source.Text);
        var scores = new List<double>(sentences.Count);
        foreach (var sentence in sentences)
        {
            cancellationToken.ThrowIfCancellationRequested();
            scores.Add(SentenceComparer.Compare(words, SentenceComparer.Read(sentence.Text)));
        }

        return InferenceResult.Success(
            StructuredResults.Numbers(Modality.Scores, scores, [.. source.Sources, .. sentences.SelectMany(sentence => sentence.Sources)]));
    }
}
