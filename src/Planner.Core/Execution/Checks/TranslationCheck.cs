using Planner.Inference;
using Planner.Matching;
using Planner.Text;
using Planner.Values;

namespace Planner.Execution.Checks;

/// <summary>
/// A translation is not its source, and is in the language that was asked for. Names, numbers and single words are the same in many languages, so short
/// texts are not judged, and only languages that can be told apart here are.
/// </summary>
internal sealed class TranslationCheck() : TextCheck("translation")
{
    private const int FewestWords = 4;

    // What a translation may grow or shrink by; texts of other scripts than Latin differ more, so it is wide. Beyond it something was left out or made up.
    private const double MostGrowth = 5;

    private const int FewestLetters = 80;

    /// <inheritdoc/>
    protected override ResultFlaw? Find(InferenceRequest request, Value value, string text)
    {
        if (Input(request, "text") is not { } source || CertainLanguage.Words(source) < FewestWords)
        {
            return null;
        }

        var target = LanguageFit.Parameter(request.Step, "target_language");
        var from = CertainLanguage.Of(source);
        if (target is not null && from == target)
        {
            return null;
        }

        if (Same(source, text))
        {
            return ResultFlaw.Fails("gave the text back untranslated");
        }

        if (target is not null && CertainLanguage.Of(text) is { } got && got != target && LanguageDetector.Knows(target))
        {
            return got == from
                ? ResultFlaw.Fails($"gave {Language.NameOf(got)} where {Language.NameOf(target)} is due: the text is not translated")
                : ResultFlaw.Weak($"gave what looks like {Language.NameOf(got)} where {Language.NameOf(target)} is due");
        }

        return source.Length >= FewestLetters && (text.Length > source.Length * MostGrowth || text.Length * MostGrowth < source.Length)
            ? ResultFlaw.Weak($"gave {text.Length} letters for a text of {source.Length}: something is missing or made up")
            : null;
    }

    private static bool Same(string one, string other) =>
        Tokenizer.Words(one).Select(word => word.In(one).ToString()).SequenceEqual(Tokenizer.Words(other).Select(word => word.In(other).ToString()), StringComparer.OrdinalIgnoreCase);
}
