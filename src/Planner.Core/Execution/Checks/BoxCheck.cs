using System.Text.Json;
using Planner.Inference;
using Planner.Values;

namespace Planner.Execution.Checks;

/// <summary>Found objects: each has a name, a score from 0 to 1, and a box with an inside. None found is a result.</summary>
internal sealed class BoxCheck() : StructuredCheck(Modality.Boxes)
{
    /// <inheritdoc/>
    protected override ResultFlaw? Find(InferenceRequest request, JsonElement json) => Items(json).Select(Find).FirstOrDefault(flaw => flaw is not null);

    private static ResultFlaw? Find(JsonElement item)
    {
        if (string.IsNullOrWhiteSpace(Text(item, "label")))
        {
            return ResultFlaw.Fails("found something without saying what");
        }

        if (Number(item, "score") is not (>= 0 and <= 1))
        {
            return ResultFlaw.Fails($"gave “{Text(item, "label")}” a score that is no number from 0 to 1");
        }

        return item.TryGetProperty("box", out var box)
            && Number(box, "xmin") is { } left && Number(box, "ymin") is { } top && Number(box, "xmax") is { } right && Number(box, "ymax") is { } bottom
            && left < right && top < bottom
            ? null
            : ResultFlaw.Fails($"gave “{Text(item, "label")}” a box that is none");
    }
}
