using System.Text.Json;
using Planner.Artifacts;
using Planner.Catalog;
using Planner.Execution.Checks;
using Planner.Inference.Local.Images;
using Planner.Values;

namespace Planner.Inference.Checks;

/// <summary>Found objects lie within the picture that they were found in. A few pixels over its edge are a model's rounding.</summary>
internal sealed class BoxPlaceCheck(ArtifactStore store) : IResultCheck
{
    private const double Slack = 0.02;

    /// <inheritdoc/>
    public bool Concerns(TaskType task) => task.Output == Modality.Boxes;

    /// <inheritdoc/>
    public ValueTask<ResultFlaw?> FindAsync(InferenceRequest request, Value value, CancellationToken cancellationToken) => ValueTask.FromResult(Find(request, value));

    private ResultFlaw? Find(InferenceRequest request, Value value)
    {
        if (value is not StructuredValue { Json: var json } || request.Inputs.GetValueOrDefault("image") is not ArtifactValue { Artifact: var image }
            || ImageSize.Of(store.PathOf(image)) is not { } size)
        {
            return null;
        }

        // A camera may note that the picture is to be turned; models look at it either way.
        var longest = Math.Max(size.Width, size.Height);
        return json.EnumerateArray().Any(item => Outside(item, longest, longest)) || (!size.MayTurn && json.EnumerateArray().Any(item => Outside(item, size.Width, size.Height)))
            ? ResultFlaw.Fails(FormattableString.Invariant($"gave a box outside of the picture ({size.Width} × {size.Height} pixels)"))
            : null;
    }

    private static bool Outside(JsonElement item, int width, int height)
    {
        var box = item.GetProperty("box");
        return Edge("xmin") < -Slack * width || Edge("ymin") < -Slack * height || Edge("xmax") > (1 + Slack) * width || Edge("ymax") > (1 + Slack) * height;

        double Edge(string name) => box.GetProperty(name).GetDouble();
    }
}
