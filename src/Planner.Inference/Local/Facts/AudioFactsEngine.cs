using System.Globalization;
using Planner.Artifacts;
using Planner.Inference.Local.Audio;
using Planner.Inference.Local.Programs;

namespace Planner.Inference.Local.Facts;

/// <summary>Tells a recording's length, sampling, codec, loudness and how much of it is silent.</summary>
internal sealed class AudioFactsEngine(ProcessRunner programs, MediaProbe probe, ArtifactStore store)
    : FactsEngine("local/audio-facts", "audio-text-to-text", ("audio", "text"), FactGrammar.Audio, store)
{
    // Hardly to be heard beside anything else, in decibels of full scale.
    private const double Inaudible = -50;

    private const int LevelRate = 16_000;

    private readonly ArtifactStore _store = store;

    /// <inheritdoc/>
    protected override string Abilities =>
        "It can tell: duration, sample rate, mono or stereo, format, codec, bit rate, file size, loudness and peak, how much is silence.";

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Packages => [Ffmpeg.Program];

    /// <summary>How many channels, for people.</summary>
    public static string Channels(FactSheet sheet, int channels) => channels switch
    {
        1 => sheet.Say("mono", "моно"),
        2 => sheet.Say("stereo", "стерео"),
        _ => $"{channels} {sheet.Say("channels", "каналов")}",
    };

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Missing() => Ffmpeg.Missing();

    /// <inheritdoc/>
    protected override async Task FillAsync(FactSheet sheet, Artifact file, InferenceRequest request, CancellationToken cancellationToken)
    {
        var streams = await probe.ReadAsync(file, cancellationToken);
        var audio = streams.Audio ?? throw EngineException.BadInput($"'{file.Name}' has no sound in it.", "Send a recording.");
        var (container, codec) = (Codecs.Container(file.MediaType), Codecs.Name(audio.Codec));
        sheet.Add(Fact.Duration, sheet.Time(audio.Seconds ?? streams.Seconds));
        sheet.Add(Fact.SampleRate, $"{audio.SampleRate} {sheet.Say("Hz", "Гц")}");
        sheet.Add(Fact.Channels, Channels(sheet, audio.Channels));
        sheet.Add(Fact.Format, container == codec ? container : $"{container}, {codec}");
        sheet.Add(Fact.Codec, codec);
        sheet.Add(Fact.BitRate, streams.BitRate is { } rate ? $"{sheet.Number(rate / 1000, "0.#")} {sheet.Say("kbit/s", "кбит/с")}" : null);
        sheet.Add(Fact.Bytes, sheet.Bytes(file.Size));
        if (sheet.Wants(Fact.Loudness))
        {
            sheet.Add(Fact.Loudness, await LoudnessAsync(sheet, file, cancellationToken));
        }

        if (sheet.Wants(Fact.Silence))
        {
            sheet.Add(Fact.Silence, $"{sheet.Number(100 * await SilenceAsync(file, cancellationToken), "0")} % {sheet.Say("of the time (below -50 dBFS)", "времени (тише -50 dBFS)")}");
        }
    }

    // Integrated loudness by EBU R 128 (ITU-R BS.1770) and the loudest sample, as ffmpeg measures them.
    private async Task<string> LoudnessAsync(FactSheet sheet, Artifact file, CancellationToken cancellationToken)
    {
        const string Loudness = "lavfi.r128.I", Peak = "lavfi.astats.Overall.Peak_level";
        var result = await programs.RunAsync(
            new ProgramCall(
                Ffmpeg.Program,
                [
                    "-nostdin", .. Ffmpeg.Input(_store.PathOf(file)), "-map", "0:a:0", "-af",
                    $"astats=metadata=1:measure_perchannel=none:measure_overall=Peak_level,ametadata=mode=add:key=x:value=1,ebur128=metadata=1,ametadata=mode=print:key={Loudness}:file=-,ametadata=mode=print:key={Peak}:file=-",
                    "-f", "null", "-",
                ]),
            cancellationToken);
        if (!result.Succeeded)
        {
            throw new EngineException(result.ToError($"measuring '{file.Name}'", Ffmpeg.Program));
        }

        // Both are running figures: the last are those of the whole.
        var lines = result.Text.Split('\n');
        double? Last(string key) => lines.LastOrDefault(line => line.StartsWith(key + "=", StringComparison.Ordinal)) is { } line
            && double.TryParse(line.AsSpan(key.Length + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

        // R 128 hears nothing below -70.
        var (loudness, peak) = (Last(Loudness), Last(Peak));
        return (loudness is > -70 ? $"{sheet.Number(loudness.Value, "0.0")} LUFS" : sheet.Say("silent", "тишина"))
            + (peak is { } highest ? $", {sheet.Say("peak", "пик")} {sheet.Number(highest, "0.0")} dBFS" : "");
    }

    private async Task<double> SilenceAsync(Artifact file, CancellationToken cancellationToken)
    {
        using var folder = ScratchFolder.Create();
        var pcm = folder.File("samples");
        var result = await programs.RunAsync(
            new ProgramCall(Ffmpeg.Program, ["-nostdin", .. Ffmpeg.Input(_store.PathOf(file)), "-map", "0:a:0", "-ac", "1", "-ar", $"{LevelRate}", "-f", "s16le", "file:" + pcm]) { Folder = folder },
            cancellationToken);
        if (!result.Succeeded)
        {
            throw new EngineException(result.ToError($"measuring '{file.Name}'", Ffmpeg.Program));
        }

        var (silent, all) = (0, 0);
        await foreach (var frame in PcmFrames.ReadAsync(pcm, LevelRate / 20, cancellationToken))
        {
            all++;
            silent += PcmFrames.Level(frame) < Inaudible ? 1 : 0;
        }

        return all == 0 ? 1 : (double)silent / all;
    }
}
