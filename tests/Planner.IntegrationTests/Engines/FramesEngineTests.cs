using System.Text.Json.Nodes;
using Planner.Inference;
using Planner.Inference.Local.Images;
using Planner.Values;

namespace Planner.IntegrationTests.Engines;

public sealed class FramesEngineTests : IDisposable
{
    private const string Engine = "local/video-frames";

    private readonly EngineHost _host = new();
    private readonly MadeFiles _files;

    public FramesEngineTests()
    {
        EngineHost.Needs("ffmpeg", "ffmpeg");
        Assert.SkipWhen(ImageMagick.Program is null, "ImageMagick is not installed. Run: apt-get install -y imagemagick");
        _files = new MadeFiles(_host);
    }

    [Fact]
    public async Task Run_CheckSet_TakesTheFramesOfTheSecondsNamed()
    {
        var faults = new List<string>();
        var checks = EngineHost.CheckSet("video-frames.jsonl").ToArray();
        var video = await GreysAsync();
        foreach (var check in checks)
        {
            var instruction = (string)check["instruction"]!;
            var result = await TakeAsync(video, instruction);
            if ((string?)check["refused"] is { } word)
            {
                faults.AddRange(result.Error?.Message.Contains(word, StringComparison.OrdinalIgnoreCase) == true ? [] : [$"{instruction}: not refused for '{word}' but {result.Error?.Message ?? "done"}"]);
                continue;
            }

            var about = (int?)check["about"] ?? 0;
            var expected = check["seconds"]!.AsArray().Select(second => (int)second!).ToList();
            var seen = result.Value is null ? [] : await SecondsAsync(result.Value);
            var isRight = seen.Count == expected.Count && seen.Zip(expected).All(pair => Math.Abs(pair.First - pair.Second) <= about);
            faults.AddRange(isRight ? [] : [$"{instruction}: {(result.Error is null ? string.Join(", ", seen) : result.Error)}, not {string.Join(", ", expected)}"]);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"video-frames: {checks.Length - faults.Count} of {checks.Length}");
        faults.ShouldBeEmpty($"{checks.Length - faults.Count} of {checks.Length}");
    }

    [Theory]
    [InlineData("Grab three stills from this clip, evenly spaced")]
    [InlineData("Вытащи 3 кадра из видео через равные промежутки")]
    public async Task Run_VideoNamedBeforeTheManner_TakesThemEvenly(string instruction) =>
        (await SecondsAsync((await TakeAsync(await GreysAsync(), instruction)).Value.ShouldNotBeNull())).Count.ShouldBe(3);

    [Fact]
    public async Task Run_Frame_SaysWhereItIsFrom()
    {
        var video = await GreysAsync();

        var frame = (await TakeAsync(video, "Take a frame at 0:05")).Value.ShouldBeOfType<ArtifactValue>();

        frame.Artifact.Name.ShouldBe("greys-at-5s.jpg");
        frame.Artifact.MediaType.ShouldBe("image/jpeg");
        var source = frame.Sources.ShouldHaveSingleItem();
        (source.ArtifactId, source.From).ShouldBe((video.Artifact.Id, 5));
    }

    [Fact]
    public async Task Run_MoreFramesThanAreTaken_IsBadInput() =>
        (await TakeAsync(await GreysAsync(), "A frame every 0.05 seconds")).Error.ShouldNotBeNull().Kind.ShouldBe(StepErrorKind.BadInput);

    public void Dispose() => _host.Dispose();

    private Task<InferenceResult> TakeAsync(ArtifactValue video, string instruction) =>
        _host.RunAsync(Engine, "video-frames", new() { ["video"] = video }, instruction: instruction);

    // Ten seconds, each with a grey of its own: luma 20, 40, … 200.
    private Task<ArtifactValue> GreysAsync() => _files.OfAsync(
        new JsonObject { ["name"] = "greys.mp4", ["make"] = "-f lavfi -i color=c=black:s=64x48:r=10:d=10 -vf geq=lum='20+20*floor(T)':cb=128:cr=128 -pix_fmt yuv420p" }, isPicture: false);

    private async Task<List<int>> SecondsAsync(Value value)
    {
        var seconds = new List<int>();
        foreach (var frame in value is ListValue list ? list.Items : [value])
        {
            var grey = await _files.RunAsync(ImageMagick.Program!, [$"jpeg:{_host.Store.PathOf(((ArtifactValue)frame).Artifact)}", "-colorspace", "Gray", "-resize", "1x1!", "-depth", "8", "gray:-"]);
            // Luma of video is 16 to 235 where a picture's is 0 to 255.
            seconds.Add((int)Math.Round(((grey[0] * 219 / 255.0) + 16 - 20) / 20));
        }

        return seconds;
    }
}
