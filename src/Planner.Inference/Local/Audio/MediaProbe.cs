using System.Globalization;
using System.Text.Json;
using Planner.Artifacts;
using Planner.Inference.Local.Programs;

namespace Planner.Inference.Local.Audio;

/// <summary>Asks ffprobe what a recording or video is.</summary>
internal sealed class MediaProbe(ProcessRunner programs, ArtifactStore store)
{
    private const string Entries =
        "stream=codec_type,codec_name,sample_rate,channels,duration,width,height,avg_frame_rate,nb_frames:stream_disposition=attached_pic"
        + ":stream_side_data=rotation:stream_tags=rotate:format=duration,bit_rate";

    /// <summary>What is in a file.</summary>
    /// <exception cref="EngineException">It can't be read.</exception>
    public Task<MediaStreams> ReadAsync(Artifact file, CancellationToken cancellationToken) => ReadAsync(store.PathOf(file), file.Name, cancellationToken);

    /// <summary>What is in a file.</summary>
    /// <exception cref="EngineException">It can't be read.</exception>
    public async Task<MediaStreams> ReadAsync(string path, string name, CancellationToken cancellationToken)
    {
        var result = await programs.RunAsync(
            new ProgramCall(Ffmpeg.Probe, [.. Ffmpeg.Input(path), "-show_entries", Entries, "-of", "json"]), cancellationToken);
        if (!result.Succeeded)
        {
            throw result.Outcome == ProgramOutcome.Exited
                ? EngineException.BadInput($"'{name}' can't be read as a recording or video: it is damaged or of a kind that ffmpeg does not know.", "Save it again as WAV, MP3, FLAC or MP4.")
                : new EngineException(result.ToError($"reading '{name}'", Ffmpeg.Program));
        }

        using var json = JsonDocument.Parse(result.Text);
        var format = json.RootElement.TryGetProperty("format", out var told) ? told : default;
        JsonElement[] streams = json.RootElement.TryGetProperty("streams", out var listed) ? [.. listed.EnumerateArray()] : [];
        var audio = streams.Where(stream => Word(stream, "codec_type") == "audio").Select(Audio).FirstOrDefault();
        var video = streams.Where(stream => Word(stream, "codec_type") == "video" && !IsCover(stream)).Select(Video).FirstOrDefault();
        var seconds = Number(format, "duration") ?? streams.Max(stream => Number(stream, "duration")) ?? 0;
        return new MediaStreams(seconds, Number(format, "bit_rate"), audio, video);
    }

    private static AudioStream Audio(JsonElement stream) => new(
        Word(stream, "codec_name") ?? "", Number(stream, "duration"), (int)(Number(stream, "sample_rate") ?? 44100), (int)(Number(stream, "channels") ?? 1));

    private static VideoStream Video(JsonElement stream)
    {
        var (width, height) = ((int)(Number(stream, "width") ?? 0), (int)(Number(stream, "height") ?? 0));
        return new VideoStream(
            Word(stream, "codec_name") ?? "", IsOnItsSide(stream) ? height : width, IsOnItsSide(stream) ? width : height,
            Ratio(Word(stream, "avg_frame_rate")), (int?)Number(stream, "nb_frames"));
    }

    private static bool IsCover(JsonElement stream) =>
        stream.TryGetProperty("disposition", out var disposition) && Number(disposition, "attached_pic") is 1;

    // Phones film on their side and note by how much to turn it.
    private static bool IsOnItsSide(JsonElement stream)
    {
        var turned = stream.TryGetProperty("side_data_list", out var list) ? list.EnumerateArray().Select(side => Number(side, "rotation")).FirstOrDefault(angle => angle is not null) : null;
        turned ??= stream.TryGetProperty("tags", out var tags) ? Number(tags, "rotate") : null;
        return Math.Abs((turned ?? 0) % 180) == 90;
    }

    private static double Ratio(string? text) =>
        text?.Split('/') is [var above, var below] && double.TryParse(above, CultureInfo.InvariantCulture, out var a) && double.TryParse(below, CultureInfo.InvariantCulture, out var b) && b > 0 ? a / b : 0;

    private static string? Word(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.ToString() : null;

    private static double? Number(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value)
        && double.TryParse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
