using System.Globalization;
using System.Text.Json;
using Planner.Artifacts;
using Planner.Inference.Local.Programs;

namespace Planner.Inference.Local.Audio;

/// <summary>Asks ffprobe what a recording is.</summary>
internal sealed class AudioProbe(ProcessRunner programs, ArtifactStore store)
{
    /// <summary>The facts of the first sound in a file.</summary>
    /// <exception cref="EngineException">It can't be read, or has no sound.</exception>
    public Task<AudioFacts> ReadAsync(Artifact file, CancellationToken cancellationToken) => ReadAsync(store.PathOf(file), file.Name, cancellationToken);

    /// <summary>The facts of the first sound in a file.</summary>
    /// <exception cref="EngineException">It can't be read, or has no sound.</exception>
    public async Task<AudioFacts> ReadAsync(string path, string name, CancellationToken cancellationToken)
    {
        var result = await programs.RunAsync(
            new ProgramCall(
                Ffmpeg.Probe,
                [.. Ffmpeg.Input(path), "-select_streams", "a:0", "-show_entries", "stream=sample_rate,channels,duration:format=duration", "-of", "json"]),
            cancellationToken);
        if (!result.Succeeded)
        {
            throw result.Outcome == ProgramOutcome.Exited
                ? EngineException.BadInput($"'{name}' can't be read as a recording: it is damaged or of a kind that ffmpeg does not know.", "Save it again as WAV, MP3 or FLAC.")
                : new EngineException(result.ToError($"reading '{name}'", Ffmpeg.Program));
        }

        using var json = JsonDocument.Parse(result.Text);
        if (!json.RootElement.TryGetProperty("streams", out var streams) || streams.GetArrayLength() == 0)
        {
            throw EngineException.BadInput($"'{name}' has no sound in it.", "Send a recording.");
        }

        var stream = streams[0];
        var seconds = Number(stream, "duration") ?? (json.RootElement.TryGetProperty("format", out var format) ? Number(format, "duration") : null) ?? 0;
        return new AudioFacts(seconds, (int)(Number(stream, "sample_rate") ?? 44100), (int)(Number(stream, "channels") ?? 1));
    }

    private static double? Number(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && double.TryParse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
