using System.Text.Json;
using System.Text.Json.Nodes;
using Planner.Catalog;
using Planner.Execution.Checks;
using Planner.Inference;
using Planner.Inference.Local.Images;
using Planner.IntegrationTests.Engines;
using Planner.Planning;
using Planner.Values;

namespace Planner.IntegrationTests.Checks;

/// <summary>Results that are files, made and broken with the programs themselves.</summary>
public sealed class MediaCheckTests : IDisposable
{
    private readonly EngineHost _host = new();

    public void Dispose() => _host.Dispose();

    [Theory]
    [InlineData("png", "black", "text-to-image", "gave a picture of one even colour, as models do that a filter stopped")]
    [InlineData("jpg", "gray60", "text-to-image", "gave a picture of one even colour, as models do that a filter stopped")]
    [InlineData("png", "black", "canny-control", "weak: gave a picture of one even colour")]
    [InlineData("png", "gradient:red-blue", "text-to-image", null)]
    public async Task FindAsync_Pictures_ShowSomething(string ending, string colour, string task, string? expected)
    {
        EngineHost.Needs(ImageMagick.Program ?? "convert", "imagemagick");
        var path = _host.Scratch($"made.{ending}");
        await new MadeFiles(_host).DrawAsync(["-size", "64x48", colour.Contains(':', StringComparison.Ordinal) ? colour : $"xc:{colour}"], path);

        (await CheckAsync(task, await PutAsync(path))).ShouldBe(expected);
    }

    [Fact]
    public async Task FindAsync_APictureWithALine_IsNotEven()
    {
        EngineHost.Needs(ImageMagick.Program ?? "convert", "imagemagick");
        var path = _host.Scratch("line.png");
        await new MadeFiles(_host).DrawAsync(["-size", "300x200", "xc:white", "-draw", "line 10,10 290,190"], path);

        (await CheckAsync("text-to-image", await PutAsync(path))).ShouldBeNull();
    }

    [Theory]
    [InlineData("png", "png", "xc:gray60", true)]
    [InlineData("png", "png", "xc:#ff8000", true)]
    [InlineData("png", "png", "xc:none", true)]
    [InlineData("png", "png", "gradient:white-black", false)]
    [InlineData("jpg", "jpeg", "xc:gray60", true)]
    [InlineData("png", "png", "gradient:red-blue", false)]
    [InlineData("jpg", "jpeg", "gradient:white-black", false)]
    public async Task PlainPicture_WithoutAProgram_SeesWhatAProgramSees(string ending, string type, string colour, bool even)
    {
        EngineHost.Needs(ImageMagick.Program ?? "convert", "imagemagick");
        var path = _host.Scratch($"made.{ending}");
        await new MadeFiles(_host).DrawAsync(["-size", "61x47", colour], path);

        var picture = PlainPicture.Decode(path, $"image/{type}", 1_000_000)!;

        (picture.Width, picture.Height, picture.IsEven).ShouldBe((61, 47, even));
        if (colour.Contains("white-black", StringComparison.Ordinal))
        {
            picture[30, 0].ShouldBeGreaterThan((byte)240);
            picture[30, 46].ShouldBeLessThan((byte)15);
        }

        PlainPicture.Decode(path, $"image/{type}", 1000).ShouldBeNull();
    }

    [Theory]
    [InlineData("invoice-page-1.png", "image/png")]
    [InlineData("landscape.jpg", "image/jpeg")]
    public void PlainPicture_Samples_AreNotEven(string name, string type) => PlainPicture.Decode(EngineHost.SamplePath(name), type, 100_000_000)!.IsEven.ShouldBeFalse();

    [Fact]
    public async Task PlainPicture_CutShort_SaysNothing()
    {
        var whole = await File.ReadAllBytesAsync(EngineHost.SamplePath("pismo.png"), TestContext.Current.CancellationToken);
        var path = _host.Scratch("cut.png");
        await File.WriteAllBytesAsync(path, whole[..200], TestContext.Current.CancellationToken);

        PlainPicture.Decode(path, "image/png", 100_000_000).ShouldBeNull();
    }

    [Fact]
    public async Task FindAsync_APictureCutShort_IsDamaged()
    {
        EngineHost.Needs(ImageMagick.Program ?? "convert", "imagemagick");
        var whole = await File.ReadAllBytesAsync(EngineHost.SamplePath("pismo.png"), TestContext.Current.CancellationToken);

        (await CheckAsync("text-to-image", await _host.FileAsync("cut.png", whole[..200]))).ShouldBe("gave a picture that is damaged");
    }

    [Fact]
    public async Task FindAsync_AnEditThatIsThePictureItself_IsPoor()
    {
        var picture = await _host.SampleAsync("landscape.jpg");
        var same = await _host.SampleAsync("landscape.jpg");

        (await CheckAsync("image-text-to-image", same, new() { ["image"] = picture, ["text"] = new TextValue("at night") })).ShouldBe("weak: gave the picture back unchanged");
    }

    [Theory]
    [InlineData("wav", "sine=duration=2", "text-to-speech", null)]
    [InlineData("mp3", "sine=duration=2", "text-to-speech", null)]
    [InlineData("wav", "anullsrc=duration=2", "text-to-speech", "gave silence")]
    [InlineData("mp3", "anullsrc=duration=2", "text-to-audio", "gave silence")]
    [InlineData("wav", "sine=duration=0.2", "text-to-speech", "weak: gave 0.2 s of speech for 32 characters: some of the text is missing")]
    [InlineData("wav", "sine=duration=0.2", "text-to-audio", null)]
    public async Task FindAsync_Sound_IsHeardAndLongEnough(string ending, string source, string task, string? expected)
    {
        EngineHost.Needs("ffmpeg", "ffmpeg");
        var path = _host.Scratch($"made.{ending}");
        await new MadeFiles(_host).RunAsync("ffmpeg", ["-v", "error", "-f", "lavfi", "-i", source, path]);

        (await CheckAsync(task, await PutAsync(path), new() { ["text"] = new TextValue("Please come at nine on Thursday.") })).ShouldBe(expected);
    }

    [Fact]
    public async Task FindAsync_SoundAndVideoThatAreNone_AreDamaged()
    {
        EngineHost.Needs("ffmpeg", "ffmpeg");
        byte[] ogg = [.. "OggS"u8, 0, 2, .. new byte[300]];
        byte[] mp4 = [0, 0, 0, 24, .. "ftypisom"u8, 0, 0, 2, 0, .. "isommp41"u8];

        (await CheckAsync("text-to-speech", await _host.FileAsync("a.ogg", ogg))).ShouldBe("gave sound that is damaged");
        (await CheckAsync("text-to-video", await _host.FileAsync("v.mp4", mp4))).ShouldBe("gave a video that is damaged");
    }

    [Fact]
    public async Task FindAsync_AVideoWithPictures_IsOne()
    {
        EngineHost.Needs("ffmpeg", "ffmpeg");
        var path = _host.Scratch("made.mp4");
        await new MadeFiles(_host).RunAsync("ffmpeg", ["-v", "error", "-f", "lavfi", "-i", "testsrc=duration=1:size=64x48", path]);

        (await CheckAsync("text-to-video", await PutAsync(path))).ShouldBeNull();
    }

    [Theory]
    [InlineData(10, 10, 100, 100, null)]
    [InlineData(-3, 0, 100, 100, null)]
    [InlineData(10, 10, 99999, 100, "gave a box outside of the picture")]
    [InlineData(-900, 10, 100, 100, "gave a box outside of the picture")]
    public async Task FindAsync_Boxes_LieInThePicture(int left, int top, int right, int bottom, string? expected)
    {
        var box = new JsonObject { ["label"] = "hill", ["score"] = 0.9, ["box"] = new JsonObject { ["xmin"] = left, ["ymin"] = top, ["xmax"] = right, ["ymax"] = bottom } };
        var value = new StructuredValue(Modality.Boxes, JsonSerializer.SerializeToElement(new JsonArray(box)));

        var flaw = await CheckAsync("object-detection", value, new() { ["image"] = await _host.SampleAsync("landscape.jpg") });

        (flaw?[..Math.Min(flaw.Length, expected?.Length ?? 0)]).ShouldBe(expected);
    }

    [Theory]
    [InlineData("pismo.png")]
    [InlineData("landscape.jpg")]
    public async Task Of_APicture_IsWhatImageMagickSays(string sample)
    {
        EngineHost.Needs(ImageMagick.Program ?? "convert", "imagemagick");
        var path = EngineHost.SamplePath(sample);
        var told = await new MadeFiles(_host).RunAsync(ImageMagick.Program!, [path, "-format", "%w %h", "info:-"]);

        var size = ImageSize.Of(path).ShouldNotBeNull();

        $"{size.Width} {size.Height}".ShouldBe(System.Text.Encoding.ASCII.GetString(told));
        ImageSize.Of(EngineHost.SamplePath("sales.csv")).ShouldBeNull();
    }

    private async Task<ArtifactValue> PutAsync(string path) => new(await _host.Store.PutFileAsync(path, cancellationToken: TestContext.Current.CancellationToken));

    private async Task<string?> CheckAsync(string task, Value value, Dictionary<string, Value>? inputs = null)
    {
        var type = _host.Get<TaskTaxonomy>().TryGet(task, out var known) ? known : throw new InvalidOperationException($"no task {task}");
        var request = new InferenceRequest
        {
            Task = type,
            Model = new ModelCard { Id = "m", Tasks = [task], Description = "m" },
            Step = new PlanStep { Id = "s1", Task = task },
            Inputs = inputs ?? [],
        };
        var flaws = new List<ResultFlaw>();
        foreach (var check in _host.Get<IEnumerable<IResultCheck>>().Where(check => check.Concerns(type)))
        {
            if (await check.FindAsync(request, value, TestContext.Current.CancellationToken) is { } flaw)
            {
                flaws.Add(flaw);
            }
        }

        flaws.Count.ShouldBeLessThan(2);
        return flaws.FirstOrDefault() is { } found ? (found.IsWeak ? "weak: " : "") + found.Message : null;
    }
}
