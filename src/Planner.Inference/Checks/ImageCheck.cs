using Planner.Artifacts;
using Planner.Execution.Checks;
using Planner.Inference.Local;
using Planner.Inference.Local.Ocr;
using Planner.Values;

namespace Planner.Inference.Checks;

/// <summary>
/// A picture can be decoded and shows something. Models that draw from words give one even colour where a filter stopped them, which is a failure; of what
/// is made from another picture (a mask, an edge map, an edit) it may be right, and is poor. An edit is not the picture that went in.
/// </summary>
internal sealed class ImageCheck(ImageDecoder decoder) : FileCheck(Modality.Image)
{
    /// <inheritdoc/>
    protected override async ValueTask<ResultFlaw?> LookAsync(InferenceRequest request, Artifact file, CancellationToken cancellationToken)
    {
        if (request.Task.Id is "image-to-image" or "image-text-to-image" && Given(request).Any(given => given.Sha256 == file.Sha256))
        {
            return ResultFlaw.Weak("gave the picture back unchanged");
        }

        // Formats that every decoder reads.
        if (file.MediaType is not ("image/png" or "image/jpeg"))
        {
            return null;
        }

        try
        {
            var hasProgram = ImageDecoder.HasProgram;
            var picture = hasProgram ? await decoder.DecodeAsync(file, cancellationToken) : decoder.DecodeAlone(file);
            return picture is null ? hasProgram ? ResultFlaw.Fails("gave a picture that is damaged") : null
                : !picture.IsEven ? null
                : request.Task.Inputs.Any(slot => slot.Accepts.Contains(Modality.Image)) ? ResultFlaw.Weak("gave a picture of one even colour")
                : ResultFlaw.Fails("gave a picture of one even colour, as models do that a filter stopped");
        }
        catch (EngineException)
        {
            // Too large to be looked at.
            return null;
        }
    }

    private static IEnumerable<Artifact> Given(InferenceRequest request) => request.Inputs.GetValueOrDefault("image") switch
    {
        ArtifactValue file => [file.Artifact],
        ListValue list => list.Items.OfType<ArtifactValue>().Select(item => item.Artifact),
        _ => [],
    };
}
