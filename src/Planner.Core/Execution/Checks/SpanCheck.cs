using System.Text.Json;
using Planner.Inference;
using Planner.Values;

namespace Planner.Execution.Checks;

/// <summary>Spans: each has a label and an end after its start; of a text, within it. None found is a result.</summary>
internal sealed class SpanCheck() : StructuredCheck(Modality.Spans)
{
    /// <inheritdoc/>
    protected override ResultFlaw? Find(InferenceRequest request, JsonElement json)
    {
        var length = (request.Inputs.GetValueOrDefault("text") as TextValue)?.Text.Length;
        foreach (var item in Items(json))
        {
            var label = Text(item, "entity_group") ?? Text(item, "label");
            if (string.IsNullOrWhiteSpace(label))
            {
                return ResultFlaw.Fails("marked a span without saying as what");
            }

            if (Number(item, "start") is { } start && Number(item, "end") is { } end && (start < 0 || end < start || end > length))
            {
                return ResultFlaw.Fails($"marked a span ({label}) that lies outside of the text");
            }
        }

        return null;
    }
}
