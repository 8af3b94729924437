using System.Globalization;
using Planner.Artifacts;
using Planner.Inference.Local.Audio;
using Planner.Inference.Local.Programs;
using Planner.Planning;
using Planner.Values;

namespace Planner.Inference.Local.Video;

/// <summary>Takes frames of a video as pictures, at the times that an instruction names.</summary>
internal sealed class FramesEngine(ProcessRunner programs, MediaProbe probe, ArtifactStore store) : ILocalEngine
{
    // More are a video again.
    private const int MostFrames = 100;

    /// <inheritdoc/>
    public string Id => "local/video-frames";

    /// <inheritdoc/>
    public IReadOnlyList<string> Tasks => ["video-frames"];

    /// <inheritdoc/>
    public Runnability CanRun(PlanStep step) => Ffmpeg.CanRun(Id, FrameGrammar.Read(step.Instruction), FrameGrammar.Abilities);

    /// <inheritdoc/>
    public Task<EngineStatus> StatusAsync(CancellationToken cancellationToken) => Task.FromResult(Ffmpeg.Status(Id));

    /// <inheritdoc/>
    public async Task<InferenceResult> RunAsync(InferenceRequest request, CancellationToken cancellationToken)
    {
        var file = SlotValues.Artifact(request, "video");
        var streams = await probe.ReadAsync(file, cancellationToken);
        if (streams.Video is not { } video)
        {
            throw EngineException.BadInput($"'{file.Name}' has no moving pictures in it.", "Send a video.");
        }

        var times = FrameGrammar.Read(request.Step.Instruction).Operations.SelectMany(choice => choice.Times(streams.Seconds)).Distinct().ToList();
        if (times.Count > MostFrames)
        {
            throw EngineException.BadInput($"'{file.Name}' would give {times.Count} frames; at most {MostFrames} are taken.", "Ask for fewer.");
        }

        if (times.Where(time => double.IsFinite(time) && time > streams.Seconds + 0.05).Cast<double?>().FirstOrDefault() is { } outside)
        {
            throw EngineException.BadInput(
                FormattableString.Invariant($"'{file.Name}' is {streams.Seconds:0.##} s long; there is no frame at {outside:0.##} s."), "Name a time within it.");
        }

        var frames = new List<Value>();
        foreach (var time in times)
        {
            frames.Add(await TakeAsync(file, time, streams.Seconds, video, cancellationToken));
            request.Progress?.Report(new InferenceProgress((double)frames.Count / times.Count, $"frame {frames.Count} of {times.Count}"));
        }

        return InferenceResult.Success(frames is [var only] ? only : new ListValue(frames));
    }

    private async Task<ArtifactValue> TakeAsync(Artifact file, double time, double seconds, VideoStream video, CancellationToken cancellationToken)
    {
        using var folder = ScratchFolder.Create();
        var path = folder.File("frame.jpg");
        // Within the last frame nothing would come after the time; the last second is read and all but its last frame overwritten.
        var isLast = time > seconds - (video.FramesPerSecond > 0 ? 1 / video.FramesPerSecond : 0.05);
        string[] seek = isLast ? ["-sseof", "-1"] : ["-ss", time.ToString("0.###", CultureInfo.InvariantCulture)];
        string[] which = isLast ? ["-update", "1"] : ["-frames:v", "1"];
        var result = await programs.RunAsync(
            new ProgramCall(Ffmpeg.Program, ["-nostdin", .. seek, .. Ffmpeg.Input(store.PathOf(file)), "-map", "0:v:0", "-an", .. which, "-q:v", "2", "-f", "image2", "file:" + path]) { Folder = folder },
            cancellationToken);
        if (!result.Succeeded || !File.Exists(path))
        {
            throw new EngineException(result.Succeeded
                ? new StepError(StepErrorKind.Model, FormattableString.Invariant($"ffmpeg found no frame of '{file.Name}' at {time:0.##} s."))
                : result.ToError($"taking a frame of '{file.Name}'", Ffmpeg.Program));
        }

        var at = isLast ? seconds : time;
        var name = FormattableString.Invariant($"{Path.GetFileNameWithoutExtension(file.Name)}-at-{at:0.##}s.jpg");
        return new ArtifactValue(await store.PutFileAsync(path, name, cancellationToken))
        {
            Sources = [new ValueSource { ArtifactId = file.Id, Name = file.Name, From = Math.Round(at, 2), To = Math.Round(at, 2) }],
        };
    }
}
