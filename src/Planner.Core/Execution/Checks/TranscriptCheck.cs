using System.Text.RegularExpressions;
using Planner.Inference;
using Planner.Values;

namespace Planner.Execution.Checks;

/// <summary>A transcript has words in it, and not only marks for what is no speech: <c>[BLANK_AUDIO]</c>, <c>(music)</c>, <c>♪</c>.</summary>
internal sealed partial class TranscriptCheck() : TextCheck("automatic-speech-recognition")
{
    /// <inheritdoc/>
    protected override ResultFlaw? Find(InferenceRequest request, Value value, string text) =>
        Marks().Replace(text, " ").Any(char.IsLetterOrDigit) ? null : ResultFlaw.Fails("heard no words");

    [GeneratedRegex(@"\[[^\]]*\]|\([^)]*\)|<\|[^>]*\|>|\*[^*]*\*")]
    private static partial Regex Marks();
}
