using Planner.Artifacts;
using Planner.Planning;
using Planner.Text;

namespace Planner.Inference.Local.Text;

/// <summary>Names the language of a text for a step of text classification that asks for it; no program needed.</summary>
internal sealed class LanguageEngine(ArtifactStore store)
    : BuiltInTextEngine("local/language", "text-classification", "names the language of a text", store)
{
    /// <inheritdoc/>
    public override Runnability CanRun(PlanStep step) => ClassificationPurpose.Of(step) == ClassificationPurpose.Kind.Language
        ? Runnability.Yes("built in")
        : Runnability.No("local/language names the language of a text, and the step does not ask for it");

    /// <inheritdoc/>
    public override async Task<InferenceResult> RunAsync(InferenceRequest request, CancellationToken cancellationToken)
    {
        var text = await SlotValues.TextAsync(request, "text", Store, cancellationToken);
        var guess = LanguageDetector.Detect(text.Text);
        return guess.Code == "und"
            ? throw EngineException.BadInput($"The 'text' of step {request.Step.Id} has no letters to tell a language by.", "Give it some words.")
            : InferenceResult.Success(StructuredResults.Labels([(guess.Code, guess.Confidence)], null, text.Sources));
    }
}
