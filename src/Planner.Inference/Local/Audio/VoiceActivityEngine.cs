using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Planner.Artifacts;
using Planner.Inference.Local.Programs;
using Planner.Planning;
using Planner.Values;

namespace Planner.Inference.Local.Audio;

/// <summary>Says where in a recording somebody speaks, or, when pauses are asked for, where nobody does.</summary>
internal sealed partial class VoiceActivityEngine(ProcessRunner programs, AudioProbe probe, ArtifactStore store) : ILocalEngine
{
    private const int SampleRate = 16_000;

    /// <inheritdoc/>
    public string Id => "local/voice-activity";

    /// <inheritdoc/>
    public IReadOnlyList<string> Tasks => ["voice-activity-detection"];

    /// <inheritdoc/>
    public Runnability CanRun(PlanStep step) =>
        Ffmpeg.Missing().Count > 0 ? Ffmpeg.NotInstalled : Runnability.Yes("ffmpeg and loudness");

    /// <inheritdoc/>
    public Task<EngineStatus> StatusAsync(CancellationToken cancellationToken) => Task.FromResult(Ffmpeg.Status(Id, "ffmpeg; by loudness, not by voice"));

    /// <inheritdoc/>
    public async Task<InferenceResult> RunAsync(InferenceRequest request, CancellationToken cancellationToken)
    {
        var file = SlotValues.Artifact(request, "audio");
        await probe.ReadAsync(file, cancellationToken);
        var wantsPauses = Pauses().IsMatch(request.Step.Instruction);
        var found = SpeechFinder.Find(await LevelsAsync(file, cancellationToken)).Where(stretch => stretch.IsSpeech != wantsPauses).ToArray();
        var spans = new JsonArray([.. found.Select(stretch => (JsonNode)new JsonObject
        {
            ["entity_group"] = wantsPauses ? "silence" : "speech",
            ["word"] = FormattableString.Invariant($"{stretch.Start:0.00}–{stretch.End:0.00} s"),
            ["start"] = Math.Round(stretch.Start, 2),
            ["end"] = Math.Round(stretch.End, 2),
            ["score"] = stretch.Score,
        })]);
        return InferenceResult.Success(new StructuredValue(Modality.Spans, JsonSerializer.SerializeToElement(spans))
        {
            Sources = [.. found.Select(stretch => new ValueSource
            {
                ArtifactId = file.Id,
                Name = file.Name,
                From = Math.Round(stretch.Start, 2),
                To = Math.Round(stretch.End, 2),
                Confidence = stretch.Score,
            })],
        });
    }

    private async Task<List<double>> LevelsAsync(Artifact file, CancellationToken cancellationToken)
    {
        using var folder = ScratchFolder.Create();
        var pcm = folder.File("samples");
        // Rumble and hiss lie beside the band of voices.
        var result = await programs.RunAsync(
            new ProgramCall(
                Ffmpeg.Program,
                ["-nostdin", .. Ffmpeg.Input(store.PathOf(file)), "-map", "0:a:0", "-af", "highpass=f=120,lowpass=f=4000", "-ac", "1", "-ar", $"{SampleRate}", "-f", "s16le", "file:" + pcm])
            { Folder = folder },
            cancellationToken);
        if (!result.Succeeded)
        {
            throw new EngineException(result.ToError($"reading '{file.Name}'", Ffmpeg.Program));
        }

        var levels = new List<double>();
        await foreach (var frame in PcmFrames.ReadAsync(pcm, (int)(SampleRate * SpeechFinder.Frame), cancellationToken))
        {
            levels.Add(PcmFrames.Level(frame));
        }

        return levels.Count > 0 ? levels : throw EngineException.BadInput($"'{file.Name}' has no sound in it.", "Send a recording.");
    }

    [GeneratedRegex("silen|pause|тишин|пауз|молч", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Pauses();
}
