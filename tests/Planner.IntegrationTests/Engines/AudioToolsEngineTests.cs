using Planner.Artifacts;
using Planner.Inference;
using Planner.Inference.Local.Audio;
using Planner.Inference.Local.Programs;
using Planner.Values;

namespace Planner.IntegrationTests.Engines;

public sealed class AudioToolsEngineTests : IDisposable
{
    private const string Engine = "local/audio-tools";

    private readonly EngineHost _host = new();

    public AudioToolsEngineTests() => EngineHost.Needs("ffmpeg", "ffmpeg");

    [Fact]
    public async Task Run_CheckSet_DoesWhatIsSaidOrRefuses()
    {
        var faults = new List<string>();
        var checks = EngineHost.CheckSet("audio-tools.jsonl").ToArray();
        var inputs = new Dictionary<string, ArtifactValue> { ["memo"] = await _host.SampleAsync("voice-memo.ogg"), ["tone"] = await _host.FileAsync("tone.wav", Recording.Tone(4)) };
        var measured = new Dictionary<ArtifactValue, Measures>();
        foreach (var input in inputs.Values)
        {
            measured[input] = await MeasureAsync(input.Artifact);
        }

        foreach (var check in checks)
        {
            var (input, instruction) = (inputs[(string)check["input"]!], (string)check["instruction"]!);
            var result = await ChangeAsync(input, instruction);
            if (check["refused"] is { } word)
            {
                var isRefused = result.Error is { Kind: StepErrorKind.CannotRun } error && error.Message.Contains((string)word!, StringComparison.OrdinalIgnoreCase);
                faults.AddRange(isRefused ? [] : [$"{instruction}: not refused for '{word}' but {result.Error?.Message ?? "done"}"]);
                continue;
            }

            if (result.Value is not ArtifactValue changed)
            {
                faults.Add($"{instruction}: {result.Error}");
                continue;
            }

            var after = await MeasureAsync(changed.Artifact);
            faults.AddRange(check["expect"]!.AsArray().Select(expected => after.Fault((string)expected!, measured[input])).OfType<string>().Take(1).Select(fault => $"{instruction}: {fault}"));
        }

        faults.ShouldBeEmpty($"{checks.Length - faults.Count} of {checks.Length}");
    }

    [Fact]
    public async Task Run_Result_HasATellingNameAndItsSource()
    {
        var memo = await _host.SampleAsync("voice-memo.ogg");

        var changed = (await ChangeAsync(memo, "denoise and convert to mp3")).Value.ShouldBeOfType<ArtifactValue>();

        changed.Artifact.Name.ShouldBe("voice-memo-denoised-converted.mp3");
        changed.Sources.ShouldHaveSingleItem().ArtifactId.ShouldBe(memo.Artifact.Id);
    }

    [Theory]
    [InlineData("trim from 20 to 30 seconds")]
    [InlineData("remove the first 60 seconds")]
    public async Task Run_StretchOutsideTheRecording_IsBadInput(string instruction) =>
        (await ChangeAsync(await _host.SampleAsync("voice-memo.ogg"), instruction)).Error.ShouldNotBeNull().Kind.ShouldBe(StepErrorKind.BadInput);

    [Fact]
    public async Task Run_PlaylistNamedLikeASound_IsBadInput()
    {
        var file = await _host.FileAsync("list.mp3", "#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n"u8.ToArray());

        (await ChangeAsync(file, "normalise")).Error.ShouldNotBeNull().Kind.ShouldBe(StepErrorKind.BadInput);
    }

    [Fact]
    public async Task Run_OnlySilenceLeft_Fails()
    {
        var silence = await _host.FileAsync("quiet.wav", Recording.Wav(new short[44_100], 22_050));

        (await ChangeAsync(silence, "remove the silence")).Error.ShouldNotBeNull().Kind.ShouldBe(StepErrorKind.Model);
    }

    [Fact]
    public void CanRun_InstructionNotUnderstood_SaysWhatItCanDo()
    {
        var no = _host.CanRun(Engine, "audio-to-audio", instruction: "Separate the vocals");

        no.CanRun.ShouldBeFalse();
        no.Reason.ShouldContain("'Separate'");
        no.Fix.ShouldNotBeNull().ShouldContain("fade");
    }

    public void Dispose() => _host.Dispose();

    private Task<InferenceResult> ChangeAsync(ArtifactValue audio, string instruction) =>
        _host.RunAsync(Engine, "audio-to-audio", new() { ["audio"] = audio }, instruction: instruction);

    private async Task<Measures> MeasureAsync(Artifact audio)
    {
        var facts = await _host.Get<AudioProbe>().ReadAsync(audio, TestContext.Current.CancellationToken);
        var result = await _host.Get<ProcessRunner>().RunAsync(
            new ProgramCall("ffmpeg", ["-v", "error", "-i", _host.Store.PathOf(audio), "-ac", "1", "-ar", "16000", "-f", "s16le", "-"]), TestContext.Current.CancellationToken);
        var samples = Recording.Samples(result.Output);
        double Level(double from, double to) => Recording.Level(samples.AsSpan((int)(from * samples.Length)..(int)(to * samples.Length)));
        return new Measures(audio.MediaType, new Dictionary<string, double>
        {
            ["seconds"] = samples.Length / 16_000.0,
            ["channels"] = facts.Channels,
            ["rate"] = facts.SampleRate,
            ["rms"] = Level(0, 1),
            // The memo begins with a second in which nobody speaks.
            ["noise"] = Level(0.02, 0.08),
            ["start"] = Level(0, 0.1),
            ["end"] = Level(0.9, 1),
        });
    }
}
