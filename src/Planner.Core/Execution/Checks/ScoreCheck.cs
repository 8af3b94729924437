using System.Text.Json;
using Planner.Inference;
using Planner.Values;

namespace Planner.Execution.Checks;

/// <summary>Scores: a number for each of the texts that were given. How large they may be is the model's own: rankers give what they compute.</summary>
internal sealed class ScoreCheck() : StructuredCheck(Modality.Scores)
{
    /// <inheritdoc/>
    protected override ResultFlaw? Find(InferenceRequest request, JsonElement json)
    {
        var scores = Items(json).ToList();
        var texts = request.Task.Inputs.FirstOrDefault(slot => slot.Many) is { } slot ? Given(request, slot.Name) : null;
        return scores.Count == 0 ? ResultFlaw.Fails("gave no score")
            : scores.Any(score => Number(score) is null) ? ResultFlaw.Fails("gave a score that is no number")
            : texts is not null && texts.Count != scores.Count ? ResultFlaw.Fails($"gave {scores.Count} scores for {texts.Count} texts")
            : null;
    }
}
