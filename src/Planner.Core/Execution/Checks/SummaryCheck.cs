using Planner.Inference;
using Planner.Text;
using Planner.Values;

namespace Planner.Execution.Checks;

/// <summary>A summary is shorter than its text and in the text's language.</summary>
internal sealed class SummaryCheck() : TextCheck("summarization")
{
    // Of less than that a summary may well repeat all.
    private const int FewestWords = 60;

    /// <inheritdoc/>
    protected override ResultFlaw? Find(InferenceRequest request, Value value, string text)
    {
        if (Input(request, "text") is not { } source || CertainLanguage.Words(source) < FewestWords)
        {
            return null;
        }

        return text.Length >= source.Length ? ResultFlaw.Weak("gave a summary as long as the text itself")
            : CertainLanguage.Of(source) is { } due && CertainLanguage.Of(text) is { } got && got != due
                ? ResultFlaw.Weak($"summarised a text in {Language.NameOf(due)} in {Language.NameOf(got)}")
            : null;
    }
}
