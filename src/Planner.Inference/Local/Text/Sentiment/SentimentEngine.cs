using Planner.Artifacts;
using Planner.Planning;

namespace Planner.Inference.Local.Text.Sentiment;

/// <summary>Labels a text POSITIVE, NEGATIVE or NEUTRAL; no program needed.</summary>
internal sealed class SentimentEngine(ArtifactStore store)
    : BuiltInTextEngine("local/sentiment", "text-classification", "positive, negative or neutral, English and Russian", store)
{
    /// <inheritdoc/>
    public override Runnability CanRun(PlanStep step) => ClassificationPurpose.Of(step) switch
    {
        ClassificationPurpose.Kind.Sentiment or ClassificationPurpose.Kind.Unsaid => Runnability.Yes("built in"),
        _ => Runnability.No("local/sentiment tells praise from blame, and the step asks for something else"),
    };

    /// <inheritdoc/>
    public override async Task<InferenceResult> RunAsync(InferenceRequest request, CancellationToken cancellationToken)
    {
        var text = await SlotValues.TextAsync(request, "text", Store, cancellationToken);
        var scores = SentimentAnalyzer.Analyze(text.Text);
        return InferenceResult.Success(StructuredResults.Labels(
            [("POSITIVE", scores.Positive), ("NEGATIVE", scores.Negative), ("NEUTRAL", scores.Neutral)], StructuredResults.TopK(request), text.Sources));
    }
}
