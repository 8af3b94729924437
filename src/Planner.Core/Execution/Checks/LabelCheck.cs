using System.Text.Json;
using Planner.Inference;
using Planner.Values;

namespace Planner.Execution.Checks;

/// <summary>Labels: there is one, each has a name and a score from 0 to 1, and none but the given ones where labels were given.</summary>
internal sealed class LabelCheck() : StructuredCheck(Modality.Labels)
{
    // Rounding at 32 bits.
    private const double Slack = 1e-3;

    /// <inheritdoc/>
    protected override ResultFlaw? Find(InferenceRequest request, JsonElement json)
    {
        var items = Items(json).ToList();
        if (items.Count == 0)
        {
            return ResultFlaw.Fails("gave no label");
        }

        // Scores that no function was applied to have no bounds.
        var raw = request.Parameter("function_to_apply") == "none";
        foreach (var item in items)
        {
            if (string.IsNullOrWhiteSpace(Name(item)))
            {
                return ResultFlaw.Fails("gave a label without a name");
            }

            if (Number(item, "score") is not { } score || (!raw && score is < -Slack or > 1 + Slack))
            {
                return ResultFlaw.Fails($"gave the label “{Name(item)}” a score that is no number from 0 to 1");
            }
        }

        return Given(request, "candidate_labels") is { } allowed
            && items.Select(item => Name(item)!).FirstOrDefault(label => !allowed.Contains(label.Trim(), StringComparer.OrdinalIgnoreCase)) is { } foreign
            ? ResultFlaw.Fails($"gave the label “{foreign}”, which is not among the given ones")
            : null;
    }

    // What fills a mask is called a token.
    private static string? Name(JsonElement item) => Text(item, "label") ?? Text(item, "token_str");
}
