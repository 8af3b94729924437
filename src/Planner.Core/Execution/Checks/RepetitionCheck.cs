using Planner.Inference;
using Planner.Text;
using Planner.Values;

namespace Planner.Execution.Checks;

/// <summary>
/// A text that ends in a loop: the same few words over and over, as language models and speech models do when they have lost the thread
/// (Holtzman et al. 2020, "The curious case of neural text degeneration").
/// </summary>
internal sealed class RepetitionCheck() : TextCheck
{
    private const int LongestPhrase = 12;
    private const int FewestRounds = 5;
    private const int FewestWords = 20;

    /// <inheritdoc/>
    protected override ResultFlaw? Find(InferenceRequest request, Value value, string text)
    {
        // What reads a page or table as it is may find the same on every line.
        if (request.Task.Id is "image-to-text" or "table-question-answering")
        {
            return null;
        }

        var words = Tokenizer.Words(text).Select(word => word.In(text).ToString().ToLowerInvariant()).ToArray();
        for (var length = 1; length <= LongestPhrase; length++)
        {
            var same = 0;
            while (same + length < words.Length && words[^(same + 1)] == words[^(same + 1 + length)])
            {
                same++;
            }

            var looping = same + length;
            if (looping >= FewestWords && looping >= FewestRounds * length)
            {
                return ResultFlaw.Weak($"repeats “{string.Join(' ', words[^length..])}” {looping / length} times at its end");
            }
        }

        return null;
    }
}
