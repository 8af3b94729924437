using System.Globalization;
using Planner.Artifacts;
using Planner.Inference.Local.Audio;

namespace Planner.Inference.Local.Facts;

/// <summary>Tells a video's length, size, frame rate, codecs and whether it has sound.</summary>
internal sealed class VideoFactsEngine(MediaProbe probe, ArtifactStore store)
    : FactsEngine("local/video-facts", "video-text-to-text", ("video", "text"), FactGrammar.Video, store)
{
    /// <inheritdoc/>
    protected override string Abilities =>
        "It can tell: duration, size in pixels, orientation, frame rate, number of frames, format, codecs, sound, bit rate, file size.";

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Packages => [Ffmpeg.Program];

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Missing() => Ffmpeg.Missing();

    /// <inheritdoc/>
    protected override async Task FillAsync(FactSheet sheet, Artifact file, InferenceRequest request, CancellationToken cancellationToken)
    {
        var streams = await probe.ReadAsync(file, cancellationToken);
        var video = streams.Video ?? throw EngineException.BadInput($"'{file.Name}' has no moving pictures in it.", "Send a video.");
        var picture = Codecs.Name(video.Codec);
        var sound = streams.Audio is { } audio ? Codecs.Name(audio.Codec) : null;
        sheet.Add(Fact.Duration, sheet.Time(streams.Seconds));
        sheet.Add(Fact.Size, sheet.Pixels(video.Width, video.Height));
        sheet.Add(Fact.Orientation, sheet.Orientation(video.Width, video.Height));
        sheet.Add(Fact.FrameRate, $"{sheet.Number(video.FramesPerSecond)} {sheet.Say("fps", "кадр/с")}");
        sheet.Add(Fact.Frames, (video.Frames ?? (int)Math.Round(streams.Seconds * video.FramesPerSecond)).ToString(CultureInfo.InvariantCulture));
        sheet.Add(Fact.Format, Codecs.Container(file.MediaType));
        sheet.Add(Fact.Codec, sound is null ? picture : $"{picture}, {sheet.Say("sound", "звук")} {sound}");
        sheet.Add(Fact.Sound, streams.Audio is { } stream
            ? $"{sound}, {stream.SampleRate} {sheet.Say("Hz", "Гц")}, {AudioFactsEngine.Channels(sheet, stream.Channels)}"
            : sheet.Say("no sound", "нет"));
        sheet.Add(Fact.BitRate, streams.BitRate is { } rate ? $"{sheet.Number(rate / 1000, "0.#")} {sheet.Say("kbit/s", "кбит/с")}" : null);
        sheet.Add(Fact.Bytes, sheet.Bytes(file.Size));
    }
}
