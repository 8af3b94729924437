using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Planner.Inference;
using Planner.Inference.Local.Ocr;
using Planner.Inference.Local.Programs;
using Planner.Values;

namespace Planner.IntegrationTests.Engines;

public sealed partial class OcrEngineTests : IDisposable
{
    private readonly EngineHost _host = new();

    [Theory]
    [InlineData("invoice-page-1", "en")]
    [InlineData("invoice-page-2", "en")]
    [InlineData("pismo", "ru")]
    public async Task Run_Sample_ReadsEveryWord(string page, string language)
    {
        NeedsOcr(language == "ru" ? "rus" : "eng");
        var text = await ReadAsync(await _host.SampleAsync(page + ".png"));

        var source = await File.ReadAllTextAsync(EngineHost.SamplePath($"source/{page}.txt"), TestContext.Current.CancellationToken);
        TextScores.Words(text.Text, source).ShouldBeGreaterThanOrEqualTo(0.99);
        foreach (Match figure in Figure().Matches(source))
        {
            text.Text.ShouldContain(figure.Value);
        }

        text.Language.ShouldBe(language);
        text.Confidence!.Value.ShouldBeGreaterThan(0.8);
    }

    [Fact]
    public async Task Run_Sample_KeepsParagraphsAndLines()
    {
        NeedsOcr("eng");
        var text = await ReadAsync(await _host.SampleAsync("invoice-page-1.png"));

        text.Text.ShouldContain("new windows in his apartment. His payment reference is LC-102.\n\nThe work on the roof");
        text.Text.ShouldContain("This letter explains who must pay the\nmoney and when.\n\nMaria Lopez");
        text.Text.ShouldContain("Payments for 2027\n\nDear members,");
    }

    [Fact]
    public async Task Run_Sample_SourcesPointAtTheLines()
    {
        NeedsOcr("eng");
        var image = await _host.SampleAsync("invoice-page-1.png");
        var text = await ReadAsync(image);

        text.Sources.Count.ShouldBe(text.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        foreach (var source in text.Sources)
        {
            var box = source.Box!.Value;
            source.ArtifactId.ShouldBe(image.Artifact.Id);
            (box.XMin >= 0 && box.YMin >= 0 && box.XMin < box.XMax && box.YMin < box.YMax && box.XMax <= 1240 && box.YMax <= 1754).ShouldBeTrue();
            text.Text[source.Covers!.Value.Start..source.Covers.Value.End].ShouldNotContain("\n");
        }

        var novak = text.Sources.Single(source => text.Text[source.Covers!.Value.Start..source.Covers.Value.End].StartsWith("Peter Novak", StringComparison.Ordinal));
        novak.Box!.Value.YMin.ShouldBeInRange(900, 1200);
    }

    // What tesseract alone makes of these: 18, 22, 0, 0 and 54 words in 100.
    [Theory]
    [InlineData("-virtual-pixel edge -distort SRT 1,3", 0.98)]
    [InlineData("-virtual-pixel edge -distort SRT 1,-6", 0.98)]
    [InlineData("-virtual-pixel edge -distort SRT 1,10", 0.98)]
    [InlineData("-rotate 180", 0.98)]
    [InlineData("( -size 1754x1240 gradient:#ffffff-#404040 -rotate -90 ) -compose multiply -composite", 0.98)]
    [InlineData("-resize 50%", 0.96)]
    [InlineData("-attenuate 1.2 +noise Gaussian -colorspace Gray", 0.97)]
    public async Task Run_WorsePages_AreReadAllTheSame(string worsen, double least)
    {
        NeedsOcr("eng");
        EngineHost.Needs("convert", "imagemagick");
        foreach (var page in (string[])["invoice-page-1", "pismo"])
        {
            var path = _host.Scratch($"{page}.png");
            await ConvertAsync([EngineHost.SamplePath(page + ".png"), .. worsen.Split(' '), path]);
            var image = new ArtifactValue(await _host.Store.PutFileAsync(path, cancellationToken: TestContext.Current.CancellationToken));

            var text = await ReadAsync(image);

            var source = await File.ReadAllTextAsync(EngineHost.SamplePath($"source/{page}.txt"), TestContext.Current.CancellationToken);
            var accuracy = TextScores.Words(text.Text, source);
            TestContext.Current.TestOutputHelper?.WriteLine($"{page} {worsen}: {accuracy:P1}, confidence {text.Confidence:F2}");
            accuracy.ShouldBeGreaterThanOrEqualTo(least, $"{page} {worsen}");
        }
    }

    [Theory]
    [InlineData("en", "eng", 0.97)]
    [InlineData("ru", "rus", 0.97)]
    public async Task Run_CheckSet_ReadsFontsSizesAndWorsePrints(string language, string trained, double least)
    {
        NeedsOcr(trained);
        EngineHost.Needs("convert", "imagemagick");
        var scores = new List<(double Characters, double Words)>();
        foreach (var check in EngineHost.CheckSet("ocr.jsonl").Where(check => (string)check["language"]! == language))
        {
            var (truth, size) = ((string)check["text"]!, (int)check["size"]!);
            var path = _host.Scratch($"{language}{scores.Count}.png");
            string[] worse =
            [
                .. check["skew"] is { } skew ? (string[])["-virtual-pixel", "edge", "-distort", "SRT", $"1,{skew}"] : [],
                .. check["blur"] is { } blur ? (string[])["-gaussian-blur", $"0x{blur}"] : [],
                .. check["noise"] is { } noise ? (string[])["-seed", "5", "-attenuate", noise.ToString(), "+noise", "Gaussian", "-colorspace", "Gray"] : [],
            ];
            var lines = truth.Split('\n');
            await ConvertAsync(
            [
                "-size", $"{120 + (int)(0.72 * size * lines.Max(line => line.Length))}x{160 + (2 * size * lines.Length)}", $"xc:{(string?)check["paper"] ?? "white"}", "-font", (string)check["font"]!, "-pointsize", $"{size}",
                "-fill", (string?)check["ink"] ?? "black", "-gravity", "center", "-annotate", "0", truth, .. worse, path,
            ]);
            var text = await ReadAsync(new ArtifactValue(await _host.Store.PutFileAsync(path, cancellationToken: TestContext.Current.CancellationToken)));
            scores.Add((TextScores.Characters(text.Text, truth), TextScores.Words(text.Text, truth)));
            if (scores[^1].Words < 1)
            {
                TestContext.Current.TestOutputHelper?.WriteLine($"{scores[^1].Words:P0} of the words of {check.ToJsonString()}: {text.Text.ReplaceLineEndings(" / ")}");
            }
        }

        var (characters, words) = (scores.Average(score => score.Characters), scores.Average(score => score.Words));
        TestContext.Current.TestOutputHelper?.WriteLine($"{language}: {characters:P1} of characters, {words:P1} of words right on {scores.Count} pictures");
        words.ShouldBeGreaterThanOrEqualTo(least);
    }

    [Fact]
    public async Task Run_TableWithoutRules_IsReadRowByRow()
    {
        NeedsOcr("eng");
        EngineHost.Needs("convert", "imagemagick");
        string[] rows = ["Monday     09:00  Mathematics  Room 12", "Monday     10:00  History      Room 5", "Tuesday    09:00  Biology      Room 21", "Tuesday    11:00  English      Room 7",
            "Wednesday  09:00  Physics      Room 18", "Wednesday  10:00  Music        Hall", "Thursday   09:00  Chemistry    Room 22", "Friday     12:00  Sport        Gym"];
        var path = _host.Scratch("schedule.png");
        await ConvertAsync(["-size", "1100x700", "xc:white", "-font", "DejaVu-Sans-Mono", "-pointsize", "26", "-fill", "black", "-interline-spacing", "8",
            "-annotate", "+60+80", $"CLASS SCHEDULE 8B\n\n{string.Join('\n', rows)}", path]);
        var text = await ReadAsync(new ArtifactValue(await _host.Store.PutFileAsync(path, cancellationToken: TestContext.Current.CancellationToken)));

        text.Text.ShouldContain("Thursday 09:00 Chemistry Room 22");
        text.Text.ShouldContain("Wednesday 09:00 Physics Room 18");
    }

    [Fact]
    public async Task Run_TurnedPage_BoxesLieOnTheOriginal()
    {
        NeedsOcr("eng");
        EngineHost.Needs("convert", "imagemagick");
        var path = _host.Scratch("turned.png");
        await ConvertAsync(["-size", "1000x1000", "xc:white", "-font", "DejaVu-Sans", "-pointsize", "40", "-fill", "black",
            "-annotate", "8x8+100+200", "The quick brown fox jumps", "-annotate", "8x8+100+500", "Over the lazy dog tonight",
            "-annotate", "8x8+100+800", "Again and again and again", path]);
        var text = await ReadAsync(new ArtifactValue(await _host.Store.PutFileAsync(path, cancellationToken: TestContext.Current.CancellationToken)));

        text.Text.ShouldContain("The quick brown fox jumps");
        var first = text.Sources[0].Box!.Value;
        first.XMin.ShouldBeInRange(80, 120);
        first.YMin.ShouldBeInRange(120, 200);
    }

    [Fact]
    public async Task Run_PdfWithText_GivesPagesAndBoxes()
    {
        EngineHost.Needs("pdftotext", "poppler-utils");
        NeedsOcr("eng");
        var text = await ReadAsync(await _host.SampleAsync("lease.pdf"));

        for (var page = 1; page <= 3; page++)
        {
            var source = await File.ReadAllTextAsync(EngineHost.SamplePath($"source/lease-page-{page}.txt"), TestContext.Current.CancellationToken);
            var words = text.Sources.Where(line => line.Page == page).Select(line => text.Text[line.Covers!.Value.Start..line.Covers.Value.End]);
            TextScores.Words(string.Join(' ', words), source).ShouldBe(1);
        }

        text.Confidence.ShouldBeNull();
        text.Sources.ShouldAllBe(source => source.Box!.Value.XMax <= 595 && source.Box.Value.YMax <= 842);
    }

    [Fact]
    public async Task Run_ScannedPdf_IsRenderedAndRead()
    {
        EngineHost.Needs("pdftoppm", "poppler-utils");
        NeedsOcr("eng");
        // A PDF around the JPEG of a page, as scanners write it.
        var jpeg = _host.Scratch("page.jpg");
        EngineHost.Needs("convert", "imagemagick");
        await ConvertAsync([EngineHost.SamplePath("invoice-page-2.png"), "-quality", "85", jpeg]);
        var pdf = await _host.FileAsync("scan.pdf", PdfFiles.Around(await File.ReadAllBytesAsync(jpeg, TestContext.Current.CancellationToken), 1240, 1754));

        var text = await ReadAsync(pdf);

        text.Text.ShouldContain("Anna Schmidt must pay the sum of 2,310.00 EUR by 15 June 2027");
        text.Sources.ShouldAllBe(source => source.Page == 1 && source.Box!.Value.XMax <= 596 && source.Box.Value.YMax <= 843);
        text.Confidence.ShouldNotBeNull();
    }

    [Fact]
    public async Task Run_ScannedPdfWithALineOfTextOnIt_ReadsTheScan()
    {
        EngineHost.Needs("pdftoppm", "poppler-utils");
        NeedsOcr("eng");
        EngineHost.Needs("convert", "imagemagick");
        var jpeg = _host.Scratch("page.jpg");
        await ConvertAsync([EngineHost.SamplePath("invoice-page-2.png"), "-quality", "85", jpeg]);
        var bytes = await File.ReadAllBytesAsync(jpeg, TestContext.Current.CancellationToken);
        var pdf = await _host.FileAsync("scan.pdf", PdfFiles.Around(bytes, 1240, 1754, stamp: "Scanned with a pocket scanner"));

        (await ReadAsync(pdf)).Text.ShouldContain("Anna Schmidt must pay the sum of 2,310.00 EUR by 15 June 2027");
    }

    [Fact]
    public async Task Run_BrokenPdf_SaysSo()
    {
        EngineHost.Needs("pdfinfo", "poppler-utils");
        NeedsOcr("eng");
        var bytes = await File.ReadAllBytesAsync(EngineHost.SamplePath("lease.pdf"), TestContext.Current.CancellationToken);

        var error = await FailAsync(await _host.FileAsync("broken.pdf", bytes[..200]));

        error.Kind.ShouldBe(StepErrorKind.BadInput);
        error.Message.ShouldBe("'broken.pdf' is damaged or no PDF: poppler can't open it.");
    }

    [Fact]
    public async Task Run_ImageWithoutText_SaysSo()
    {
        NeedsOcr("eng");
        var dot = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg==");

        var error = await FailAsync(await _host.FileAsync("dot.png", dot));

        error.Kind.ShouldBe(StepErrorKind.Model);
        error.Message.ShouldBe("No text was found in 'dot.png'.");
    }

    [Fact]
    public async Task Run_CutOffImage_IsBadInputOrReadAsFarAsItGoes()
    {
        NeedsOcr("eng");
        var bytes = await File.ReadAllBytesAsync(EngineHost.SamplePath("invoice-page-1.png"), TestContext.Current.CancellationToken);

        var error = await FailAsync(await _host.FileAsync("cut.png", bytes[..60]));

        error.Kind.ShouldBe(StepErrorKind.BadInput);
        error.Message.ShouldContain("'cut.png'");
    }

    [Fact]
    public async Task Run_SoundGivenAsImage_SaysWhatItIs()
    {
        NeedsOcr("eng");
        var error = await FailAsync(await _host.FileAsync("hello.png", [.. "RIFF"u8, 0, 0, 0, 0, .. "WAVEfmt "u8]));

        error.Kind.ShouldBe(StepErrorKind.BadInput);
        error.Message.ShouldContain("audio/wav");
    }

    [Fact]
    public async Task Run_Cancelled_Throws()
    {
        NeedsOcr("eng");
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();
        var image = await _host.SampleAsync("pismo.png");

        await Should.ThrowAsync<OperationCanceledException>(
            _host.RunAsync("local/ocr", "image-to-text", new() { ["image"] = image }, cancellationToken: cancel.Token));
    }

    [Fact]
    public void CanRun_LanguageWithoutData_NamesThePackage()
    {
        NeedsOcr("eng");
        Assert.SkipWhen(OcrLanguages.Installed.Contains("isl"), "Icelandic is installed here.");

        var runnability = _host.CanRun("local/ocr", "image-to-text", new JsonObject { ["language"] = "is" });

        runnability.CanRun.ShouldBeFalse();
        runnability.Reason.ShouldContain("Icelandic");
        runnability.Fix.ShouldBe("apt-get install -y tesseract-ocr-isl");
    }

    [Theory]
    [InlineData("Icelandic", "isl")]
    [InlineData("zh-CN", "chi_sim")]
    [InlineData("chi_tra", "chi_tra")]
    [InlineData("Tagalog", "fil")]
    [InlineData("yoruba", "yor")]
    public void Missing_LanguageByAnyName_IsTesseractsOwn(string language, string data) =>
        OcrLanguages.Missing(language).Concat(OcrLanguages.Installed).ShouldContain(data);

    public void Dispose() => _host.Dispose();

    private static void NeedsOcr(string language)
    {
        EngineHost.Needs("tesseract", "tesseract-ocr");
        Assert.SkipUnless(OcrLanguages.Installed.Contains(language), $"tesseract has no {language} here. Run: apt-get install -y tesseract-ocr-{language}");
    }

    private async Task<TextValue> ReadAsync(ArtifactValue file)
    {
        var result = await _host.RunAsync("local/ocr", "image-to-text", new() { ["image"] = file });
        result.Error.ShouldBeNull();
        return result.Value.ShouldBeOfType<TextValue>();
    }

    private async Task<StepError> FailAsync(ArtifactValue file)
    {
        var result = await _host.RunAsync("local/ocr", "image-to-text", new() { ["image"] = file });
        return result.Error.ShouldNotBeNull();
    }

    private async Task ConvertAsync(IReadOnlyList<string> arguments)
    {
        var result = await _host.Get<ProcessRunner>().RunAsync(new ProgramCall("convert", arguments), TestContext.Current.CancellationToken);
        result.Succeeded.ShouldBeTrue(result.ErrorTail);
    }

    [GeneratedRegex(@"[\d,]+\.\d\d EUR|\d{1,2} \p{L}+ 20\d\d|LC-\d{3}|\d{4} рублей|[А-Я]\p{L}+ [А-Я]\p{L}+(?= долж)")]
    private static partial Regex Figure();
}
