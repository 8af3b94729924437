using Planner.Inference;
using Planner.Inference.Local.Images;
using Planner.Inference.Local.Programs;
using Planner.Inference.Local.Video;
using Planner.Values;

namespace Planner.IntegrationTests.Engines;

public sealed class SlidesEngineTests : IDisposable
{
    private const string Engine = "local/slides";

    private readonly EngineHost _host = new();

    public SlidesEngineTests()
    {
        EngineHost.Needs("ffmpeg", "ffmpeg");
        EngineHost.Needs("espeak-ng", "espeak-ng");
        Assert.SkipWhen(ImageMagick.Program is null, "ImageMagick is not installed. Run: apt-get install -y imagemagick");
        Assert.SkipWhen(TextFont.Find() is null, "No font is installed. Run: apt-get install -y fonts-dejavu-core");
    }

    [Fact]
    public async Task Run_CheckSet_ShowsAndReadsGivenTextsAndFilmsNothing()
    {
        var faults = new List<string>();
        var checks = EngineHost.CheckSet("slides.jsonl").ToArray();
        foreach (var check in checks)
        {
            var (text, instruction) = ((string)check["text"]!, (string)check["instruction"]!);
            var runnability = _host.CanRun(Engine, "text-to-video", instruction: instruction, text: text);
            if (runnability.CanRun == (check["refused"] is not null))
            {
                faults.Add($"{instruction}: {runnability}");
            }

            if (check["slides"] is { } slides)
            {
                var result = await _host.RunAsync(Engine, "text-to-video", new() { ["text"] = new TextValue(text) }, instruction: instruction);
                var fault = result.Value is ArtifactValue video ? await FaultAsync(video, text, (int)slides, (string)check["language"]!) : result.Error!.ToString();
                faults.AddRange(fault is null ? [] : [$"{text}: {fault}"]);
            }
        }

        faults.ShouldBeEmpty($"{checks.Length - faults.Count} of {checks.Length}");
        File.Exists("/tmp/elsewhere.png").ShouldBeFalse();
    }

    [Fact]
    public async Task Run_NothingToShow_IsBadInput() =>
        (await _host.RunAsync(Engine, "text-to-video", new() { ["text"] = new TextValue("— — —") })).Error.ShouldNotBeNull().Kind.ShouldBe(StepErrorKind.BadInput);

    public void Dispose() => _host.Dispose();

    private async Task<string?> FaultAsync(ArtifactValue video, string text, int slides, string language)
    {
        if (Slide.Of(text).Count != slides)
        {
            return $"{Slide.Of(text).Count} slides, not {slides}";
        }

        var path = _host.Store.PathOf(video.Artifact);
        var cancellation = TestContext.Current.CancellationToken;
        var probe = await _host.Get<ProcessRunner>().RunAsync(
            new ProgramCall("ffprobe", ["-v", "error", "-show_entries", "stream=codec_type,width,height:format=duration", "-of", "csv=p=0", path]), cancellation);
        var sound = await _host.Get<ProcessRunner>().RunAsync(
            new ProgramCall("ffmpeg", ["-v", "error", "-i", path, "-vn", "-ac", "1", "-ar", "16000", "-f", "s16le", "-"]), cancellation);
        var seconds = double.Parse(probe.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1], System.Globalization.CultureInfo.InvariantCulture);
        var spoken = Recording.Samples(sound.Output);
        return video.Artifact.Name != $"slides-{language}.mp4" || video.Artifact.MediaType != "video/mp4" ? $"{video.Artifact.Name}, {video.Artifact.MediaType}"
            : !probe.Text.Contains("video,1280,720", StringComparison.Ordinal) || !probe.Text.Contains("audio", StringComparison.Ordinal) ? probe.Text
            // People speak 10 to 20 characters a second.
            : seconds < (text.Length / 25.0) || seconds > (text.Length / 7.0) + (1.5 * slides) + 1 ? $"{seconds} s for {text.Length} characters"
            : Math.Abs((spoken.Length / 16_000.0) - seconds) > 0.3 ? $"{spoken.Length / 16_000.0} s of sound in {seconds} s"
            : Recording.Level(spoken) < -40 ? "silent"
            : null;
    }
}
