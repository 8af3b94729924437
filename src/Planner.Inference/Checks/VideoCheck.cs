using Planner.Artifacts;
using Planner.Execution.Checks;
using Planner.Inference.Local;
using Planner.Inference.Local.Audio;
using Planner.Values;

namespace Planner.Inference.Checks;

/// <summary>A video can be read, has pictures in it, and lasts.</summary>
internal sealed class VideoCheck(MediaProbe probe) : FileCheck(Modality.Video)
{
    /// <inheritdoc/>
    protected override async ValueTask<ResultFlaw?> LookAsync(InferenceRequest request, Artifact file, CancellationToken cancellationToken)
    {
        if (Ffmpeg.Missing().Count > 0)
        {
            return null;
        }

        try
        {
            return await probe.ReadAsync(file, cancellationToken) is { Video: not null, Seconds: > 0 } ? null : ResultFlaw.Fails("gave a video without pictures");
        }
        catch (EngineException exception) when (exception.Error.Kind == StepErrorKind.BadInput)
        {
            return ResultFlaw.Fails("gave a video that is damaged");
        }
    }
}
