using System.Globalization;
using System.Text;
using Planner.Artifacts;
using Planner.Inference;
using Planner.Inference.Local.Images;
using Planner.Inference.Local.Programs;
using Planner.Values;

namespace Planner.IntegrationTests.Engines;

public sealed class ImageMagickEngineTests : IDisposable
{
    private const string Engine = "local/imagemagick";

    private readonly EngineHost _host = new();

    public ImageMagickEngineTests() => Assert.SkipWhen(ImageMagick.Program is null, "ImageMagick is not installed. Run: apt-get install -y imagemagick");

    [Fact]
    public async Task Run_CheckSet_DoesWhatIsSaidOrRefuses()
    {
        var faults = new List<string>();
        var checks = EngineHost.CheckSet("image-editing.jsonl").ToArray();
        var image = await _host.SampleAsync("landscape.jpg");
        var before = await MeasureAsync(image.Artifact);
        foreach (var check in checks)
        {
            var (task, instruction) = ((string)check["task"]!, (string)check["instruction"]!);
            var result = await EditAsync(image, instruction, task);
            if (check["refused"] is { } word)
            {
                var isRefused = result.Error is { Kind: StepErrorKind.CannotRun or StepErrorKind.BadInput } error && error.Message.Contains((string)word!, StringComparison.OrdinalIgnoreCase);
                faults.AddRange(isRefused ? [] : [$"{instruction}: not refused for '{word}' but {result.Error?.Message ?? "done"}"]);
                continue;
            }

            if (result.Value is not ArtifactValue edited)
            {
                faults.Add($"{instruction}: {result.Error}");
                continue;
            }

            var after = await MeasureAsync(edited.Artifact);
            faults.AddRange(check["expect"]!.AsArray().Select(expected => after.Fault((string)expected!, before)).OfType<string>().Take(1).Select(fault => $"{instruction}: {fault}"));
        }

        faults.ShouldBeEmpty($"{checks.Length - faults.Count} of {checks.Length}");
    }

    [Theory]
    [InlineData("@policy.xml")]
    [InlineData("-write NOTHING")]
    [InlineData("100% %w of 5")]
    [InlineData("msl:tmp and mvg:x")]
    public async Task Run_TextLikeACommand_IsWrittenLetterForLetter(string text)
    {
        EngineHost.Needs("tesseract", "tesseract-ocr");
        var page = await _host.FileAsync("page.bmp", Bitmap(900, 120, 255));

        var edited = (await EditAsync(page, $"Write \"{text}\" in the centre in black")).Value.ShouldBeOfType<ArtifactValue>();

        var read = await _host.RunAsync("local/ocr", "image-to-text", new() { ["image"] = edited }, new() { ["language"] = "en" });
        Letters(read.Value.ShouldBeOfType<TextValue>().Text).ShouldBe(Letters(text));
    }

    [Theory]
    [InlineData("evil.png", "push graphic-context\nviewbox 0 0 640 480\nimage over 0,0 0,0 '/etc/passwd'\npop graphic-context")]
    [InlineData("evil.png", "<?xml version=\"1.0\"?><image><read filename=\"/etc/passwd\"/><write filename=\"/tmp/elsewhere.png\"/></image>")]
    [InlineData("evil.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"file:///etc/passwd\"/></svg>")]
    [InlineData("evil.jpg", "\u00FF\u00D8\u00FFephemeral:/etc/passwd")]
    public async Task Run_FileThatIsAScript_IsRefused(string name, string content)
    {
        var file = await _host.FileAsync(name, Encoding.Latin1.GetBytes(content));

        (await EditAsync(file, "grayscale")).Error.ShouldNotBeNull().Kind.ShouldBe(StepErrorKind.BadInput);
        File.Exists("/tmp/elsewhere.png").ShouldBeFalse();
    }

    [Fact]
    public async Task Run_Result_HasATellingNameAndItsSource()
    {
        var image = await _host.SampleAsync("landscape.jpg");

        var edited = (await EditAsync(image, "grayscale, rotate 90 degrees, save as png")).Value.ShouldBeOfType<ArtifactValue>();

        edited.Artifact.Name.ShouldBe("landscape-grayscale-rotated-converted.png");
        edited.Sources.ShouldHaveSingleItem().ArtifactId.ShouldBe(image.Artifact.Id);
    }

    [Fact]
    public async Task Run_SeveralImages_EditsEach()
    {
        var result = await _host.RunAsync(
            Engine, "image-text-to-image",
            new() { ["image"] = new ListValue([await _host.SampleAsync("landscape.jpg"), await _host.SampleAsync("pismo.png")]), ["text"] = new TextValue("Make both pictures negative") });

        result.Value.ShouldBeOfType<ListValue>().Items.Cast<ArtifactValue>().Select(item => item.Artifact.Name)
            .ShouldBe(["landscape-negative.jpg", "pismo-negative.png"]);
    }

    [Fact]
    public async Task Run_NothingLeftToSee_Fails()
    {
        var result = await EditAsync(await _host.SampleAsync("landscape.jpg"), "decrease the brightness by 100%");

        result.Error.ShouldNotBeNull().Kind.ShouldBe(StepErrorKind.Model);
        result.Error.Message.ShouldContain("nothing was left but one colour");
    }

    [Theory]
    [InlineData("resize to 90000x90000", "pixels")]
    [InlineData("enlarge 90 times", "pixels")]
    [InlineData("crop to 900x900", "can't be cut out")]
    public async Task Run_Oversize_IsBadInput(string instruction, string says)
    {
        var result = await EditAsync(await _host.SampleAsync("landscape.jpg"), instruction);

        result.Error.ShouldNotBeNull().Kind.ShouldBe(StepErrorKind.BadInput);
        result.Error.Message.ShouldContain(says);
    }

    [Fact]
    public void CanRun_InstructionNotUnderstood_SaysWhatItCanDo()
    {
        var no = _host.CanRun(Engine, "image-text-to-image", text: "Replace the sky with stars");

        no.CanRun.ShouldBeFalse();
        no.Reason.ShouldContain("'Replace'");
        no.Fix.ShouldNotBeNull().ShouldContain("grayscale");
        _host.CanRun(Engine, "image-to-image", instruction: "Сделай фото чёрно-белым").CanRun.ShouldBeTrue();
    }

    public void Dispose() => _host.Dispose();

    private Task<InferenceResult> EditAsync(ArtifactValue image, string instruction, string task = "image-text-to-image") => task == "image-to-image"
        ? _host.RunAsync(Engine, task, new() { ["image"] = image }, instruction: instruction)
        : _host.RunAsync(Engine, task, new() { ["image"] = image, ["text"] = new TextValue(instruction) });

    private async Task<Measures> MeasureAsync(Artifact image)
    {
        var result = await _host.Get<ProcessRunner>().RunAsync(
            new ProgramCall(ImageMagick.Program!, [$"{ImageMagick.Format(image.MediaType)}:{_host.Store.PathOf(image)}", "-depth", "8", "ppm:-"]), TestContext.Current.CancellationToken);
        result.Succeeded.ShouldBeTrue(result.ErrorTail);
        // "P6\n480 320\n255\n" and the pixels.
        var head = Encoding.ASCII.GetString(result.Output, 0, 20).Split(['\n', ' ']);
        var (width, height) = (int.Parse(head[1], CultureInfo.InvariantCulture), int.Parse(head[2], CultureInfo.InvariantCulture));
        var pixels = result.Output.AsMemory(result.Output.Length - (3 * width * height));
        double At(int x, int y, int channel) => pixels.Span[(3 * ((y * width) + x)) + channel];
        double Luma(int x, int y) => (0.299 * At(x, y, 0)) + (0.587 * At(x, y, 1)) + (0.114 * At(x, y, 2));
        double Mean(Func<int, int, double> of, double x0 = 0, double x1 = 1, double y0 = 0, double y1 = 1)
        {
            double sum = 0;
            long count = 0;
            for (var y = (int)(y0 * height); y < (int)(y1 * height); y++)
            {
                for (var x = (int)(x0 * width); x < (int)(x1 * width); x++)
                {
                    sum += of(x, y);
                    count++;
                }
            }

            return sum / count;
        }

        var mean = Mean(Luma);
        return new Measures(image.MediaType, new Dictionary<string, double>
        {
            ["width"] = width,
            ["height"] = height,
            ["mean"] = mean,
            ["r"] = Mean((x, y) => At(x, y, 0)),
            ["g"] = Mean((x, y) => At(x, y, 1)),
            ["b"] = Mean((x, y) => At(x, y, 2)),
            ["chroma"] = Mean((x, y) => Math.Max(At(x, y, 0), Math.Max(At(x, y, 1), At(x, y, 2))) - Math.Min(At(x, y, 0), Math.Min(At(x, y, 1), At(x, y, 2)))),
            ["deviation"] = Math.Sqrt(Mean((x, y) => (Luma(x, y) - mean) * (Luma(x, y) - mean))),
            ["edge"] = Mean((x, y) => x == 0 ? 0 : Math.Abs(Luma(x, y) - Luma(x - 1, y))),
            ["top"] = Mean(Luma, y1: 0.5),
            ["bottom"] = Mean(Luma, y0: 0.5),
            ["topleft"] = Mean(Luma, x1: 0.3, y1: 0.3),
            // Of the sample's red house, which stands on the right.
            ["red_left"] = Mean((x, y) => At(x, y, 0) > At(x, y, 1) + 60 && At(x, y, 2) > 20 && At(x, y, 1) < 110 ? 1 : 0, x1: 0.5) + 0.001,
            ["corner_r"] = At(0, 0, 0),
            ["corner_g"] = At(0, 0, 1),
            ["corner_b"] = At(0, 0, 2),
        });
    }

    private static string Letters(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character)));

    // A Windows bitmap of one colour.
    private static byte[] Bitmap(int width, int height, byte level)
    {
        var bytes = new byte[54 + (3 * width * height)];
        bytes[0] = (byte)'B';
        bytes[1] = (byte)'M';
        BitConverter.TryWriteBytes(bytes.AsSpan(2), bytes.Length);
        BitConverter.TryWriteBytes(bytes.AsSpan(10), 54);
        BitConverter.TryWriteBytes(bytes.AsSpan(14), 40);
        BitConverter.TryWriteBytes(bytes.AsSpan(18), width);
        BitConverter.TryWriteBytes(bytes.AsSpan(22), height);
        bytes[26] = 1;
        bytes[28] = 24;
        bytes.AsSpan(54).Fill(level);
        return bytes;
    }
}
