using System.Text.Json.Nodes;
using Planner.Inference;
using Planner.Inference.Local.Programs;
using Planner.Inference.Local.Speech;
using Planner.Values;

namespace Planner.IntegrationTests.Engines;

public sealed class VoiceActivityEngineTests : IDisposable
{
    private const string Engine = "local/voice-activity";
    private const int Rate = 22_050;

    private readonly EngineHost _host = new();

    public VoiceActivityEngineTests()
    {
        EngineHost.Needs("ffmpeg", "ffmpeg");
        EngineHost.Needs("espeak-ng", "espeak-ng");
    }

    [Fact]
    public async Task Run_CheckSet_FindsTheStretches()
    {
        var scores = new List<(double F1, bool IsCount, string Line)>();
        foreach (var check in EngineHost.CheckSet("voice-activity.jsonl"))
        {
            var (samples, truth) = await RecordAsync(check);
            var found = await FindAsync(await _host.FileAsync("check.wav", Recording.Wav(samples, Rate)), (string?)check["instruction"] ?? "Find where somebody speaks");
            var seconds = samples.Length / (double)Rate;
            var wanted = check["pauses"] is null ? truth : Between(truth, seconds);
            scores.Add((F1(wanted, found, seconds), wanted.Count == found.Count, check.ToJsonString()));
        }

        var mean = scores.Average(score => score.F1);
        var counts = scores.Count(score => score.IsCount);
        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant($"mean F1 {mean:0.000}, right number of stretches {counts} of {scores.Count}"));
        foreach (var (f1, isCount, line) in scores.Where(score => score.F1 < 0.9 || !score.IsCount))
        {
            TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant($"F1 {f1:0.000} count {isCount} {line}"));
        }

        mean.ShouldBeGreaterThan(0.9);
        counts.ShouldBeGreaterThanOrEqualTo((int)(0.8 * scores.Count));
    }

    [Fact]
    public async Task Run_Sample_GivesSpansWithSeconds()
    {
        var memo = await _host.SampleAsync("voice-memo.ogg");
        var result = await _host.RunAsync(Engine, "voice-activity-detection", new() { ["audio"] = memo }, instruction: "Where does somebody speak?");

        var value = result.Value.ShouldBeOfType<StructuredValue>();
        value.Shape.ShouldBe(Modality.Spans);
        var first = value.Json[0];
        first.GetProperty("entity_group").GetString().ShouldBe("speech");
        first.GetProperty("start").GetDouble().ShouldBe(1.2, 0.2);
        first.GetProperty("score").GetDouble().ShouldBeInRange(0.1, 1);
        value.Sources[0].From.ShouldBe(first.GetProperty("start").GetDouble());
        value.Sources[0].ArtifactId.ShouldBe(memo.Artifact.Id);
    }

    [Fact]
    public async Task Run_NoSound_IsBadInput()
    {
        var result = await _host.RunAsync(Engine, "voice-activity-detection", new() { ["audio"] = await _host.SampleAsync("pismo.png") });

        result.Error.ShouldNotBeNull().Kind.ShouldBe(StepErrorKind.BadInput);
    }

    public void Dispose() => _host.Dispose();

    private async Task<IReadOnlyList<(double Start, double End)>> FindAsync(ArtifactValue audio, string instruction)
    {
        var result = await _host.RunAsync(Engine, "voice-activity-detection", new() { ["audio"] = audio }, instruction: instruction);
        result.Error.ShouldBeNull();
        return [.. result.Value.ShouldBeOfType<StructuredValue>().Json.EnumerateArray().Select(span => (span.GetProperty("start").GetDouble(), span.GetProperty("end").GetDouble()))];
    }

    // Parts are pauses in seconds and texts to speak; what lies under all of it follows.
    private async Task<(short[] Samples, IReadOnlyList<(double Start, double End)> Speech)> RecordAsync(JsonObject check)
    {
        var language = (string)check["language"]!;
        var samples = new List<short>();
        var speech = new List<(double, double)>();
        foreach (var part in check["parts"]!.AsArray())
        {
            if (part!.AsValue().TryGetValue<string>(out var text))
            {
                using var folder = ScratchFolder.Create();
                var wav = folder.File("speech.wav");
                await _host.Get<Espeak>().SpeakAsync(text, EspeakVoices.For(language)!, 150, language, folder, wav, TestContext.Current.CancellationToken);
                var spoken = Trimmed(Recording.Samples((await File.ReadAllBytesAsync(wav, TestContext.Current.CancellationToken)).AsSpan(44)));
                speech.Add((samples.Count / (double)Rate, (samples.Count + spoken.Length) / (double)Rate));
                samples.AddRange(spoken);
            }
            else
            {
                samples.AddRange(new short[(int)(Rate * (double)part)]);
            }
        }

        var random = new Random(7);
        var mixed = new short[samples.Count];
        double Amplitude(string name) => check[name] is { } level ? 32768 * Math.Pow(10, (double)level / 20) : 0;
        var (noise, hum, tune) = (Amplitude("noise") * Math.Sqrt(3), Amplitude("hum"), Amplitude("tune"));
        var gain = check["gain"] is { } by ? Math.Pow(10, (double)by / 20) : 1;
        for (var i = 0; i < mixed.Length; i++)
        {
            var t = i / (double)Rate;
            var value = (samples[i] * gain) + (noise * ((2 * random.NextDouble()) - 1)) + (hum * Math.Sin(2 * Math.PI * 50 * t))
                + (tune * Math.Sin(2 * Math.PI * 300 * Math.Pow(2, (int)(t * 3) % 8 / 12.0) * t) * Math.Abs(Math.Sin(Math.PI * t * 3)))
                + (check["clicks"] is not null && i % (int)(Rate * 0.9) < 60 ? 15_000 * ((2 * random.NextDouble()) - 1) : 0);
            mixed[i] = (short)Math.Clamp(value, short.MinValue, short.MaxValue);
        }

        return (mixed, speech);
    }

    // espeak-ng puts silence around what it says.
    private static short[] Trimmed(short[] samples)
    {
        var first = Array.FindIndex(samples, sample => Math.Abs((int)sample) > 300);
        var last = Array.FindLastIndex(samples, sample => Math.Abs((int)sample) > 300);
        return samples[first..(last + 1)];
    }

    private static IReadOnlyList<(double Start, double End)> Between(IReadOnlyList<(double Start, double End)> speech, double seconds)
    {
        double[] edges = [0, .. speech.SelectMany(stretch => (double[])[stretch.Start, stretch.End]), seconds];
        return [.. edges.Chunk(2).Select(pair => (pair[0], pair[1])).Where(pair => pair.Item2 - pair.Item1 > 0.05)];
    }

    // By hundredths of a second. Nothing found where nothing is counts as all found.
    private static double F1(IReadOnlyList<(double Start, double End)> truth, IReadOnlyList<(double Start, double End)> found, double seconds)
    {
        int both = 0, one = 0;
        for (var t = 0.005; t < seconds; t += 0.01)
        {
            var isTrue = truth.Any(stretch => t >= stretch.Start && t < stretch.End);
            var isFound = found.Any(stretch => t >= stretch.Start && t < stretch.End);
            both += isTrue && isFound ? 1 : 0;
            one += isTrue != isFound ? 1 : 0;
        }

        return both + one == 0 ? 1 : 2.0 * both / ((2 * both) + one);
    }
}
