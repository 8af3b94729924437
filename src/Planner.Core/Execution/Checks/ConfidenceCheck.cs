using Planner.Inference;
using Planner.Values;

namespace Planner.Execution.Checks;

/// <summary>A page or recording that its reader itself was not sure of.</summary>
internal sealed class ConfidenceCheck() : TextCheck("image-to-text", "automatic-speech-recognition")
{
    // Tesseract's mean confidence is above 0.8 on readable pages and below 0.5 on what it can't read, see ImageReader.
    private const double Sure = 0.6;

    /// <inheritdoc/>
    protected override ResultFlaw? Find(InferenceRequest request, Value value, string text) =>
        value.Confidence < Sure ? ResultFlaw.Weak(FormattableString.Invariant($"was only {100 * value.Confidence:0} % sure of what it read")) : null;
}
