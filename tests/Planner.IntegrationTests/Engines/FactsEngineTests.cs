using System.Text.Json.Nodes;
using Planner.Inference;
using Planner.Inference.Local.Images;
using Planner.Values;

namespace Planner.IntegrationTests.Engines;

public sealed class FactsEngineTests : IDisposable
{
    private readonly EngineHost _host = new();
    private readonly MadeFiles _files;

    public FactsEngineTests()
    {
        EngineHost.Needs("ffmpeg", "ffmpeg");
        Assert.SkipWhen(ImageMagick.Program is null, "ImageMagick is not installed. Run: apt-get install -y imagemagick");
        _files = new MadeFiles(_host);
    }

    [Theory]
    [InlineData("image-facts", "visual-question-answering", "image", "question")]
    [InlineData("audio-facts", "audio-text-to-text", "audio", "text")]
    [InlineData("video-facts", "video-text-to-text", "video", "text")]
    public async Task Run_CheckSet_TellsFactsAndRefusesTheRest(string name, string task, string slot, string asks)
    {
        var faults = new List<string>();
        var checks = EngineHost.CheckSet(name + ".jsonl").ToArray();
        foreach (var check in checks)
        {
            var question = (string)check["question"]!;
            var file = await _files.OfAsync(check, slot == "image");
            var result = await _host.RunAsync("local/" + name, task, new() { [slot] = file, [asks] = new TextValue(question) }, language: (string)check["language"]!, spelled: new() { [asks] = question });
            faults.AddRange(Fault(check, result) is { } fault ? [$"{question}: {fault}"] : []);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {checks.Length - faults.Count} of {checks.Length}");
        faults.ShouldBeEmpty($"{checks.Length - faults.Count} of {checks.Length}");
    }

    [Fact]
    public async Task Run_Answer_NamesItsFileAndLanguage()
    {
        var image = await _host.SampleAsync("landscape.jpg");

        var result = await _host.RunAsync(
            "local/image-facts", "visual-question-answering", new() { ["image"] = image, ["question"] = new TextValue("Какого размера картинка?") }, spelled: new() { ["question"] = "Какого размера картинка?" });

        var answer = result.Value.ShouldBeOfType<TextValue>();
        answer.Text.ShouldBe("Размер: 480 × 320 пикселей (0,15 Мп)");
        answer.Language.ShouldBe("ru");
        answer.Sources.ShouldHaveSingleItem().ArtifactId.ShouldBe(image.Artifact.Id);
    }

    [Fact]
    public void CanRun_QuestionFromAnotherStep_SaysNo() =>
        _host.CanRun("local/image-facts", "visual-question-answering").CanRun.ShouldBeFalse();

    [Fact]
    public async Task Run_SoundAsVideo_IsBadInput()
    {
        var sound = await _host.FileAsync("tone.wav", Recording.Tone(1));

        var result = await _host.RunAsync(
            "local/video-facts", "video-text-to-text", new() { ["video"] = sound, ["text"] = new TextValue("How long is it?") }, spelled: new() { ["text"] = "How long is it?" });

        result.Error.ShouldNotBeNull().Kind.ShouldBe(StepErrorKind.BadInput);
    }

    public void Dispose() => _host.Dispose();

    private static string? Fault(JsonObject check, InferenceResult result)
    {
        if ((string?)check["refused"] is { } word)
        {
            return result.Error is { Kind: StepErrorKind.CannotRun } error && error.Message.Contains(word, StringComparison.OrdinalIgnoreCase)
                ? null
                : $"not refused for '{word}' but {result.Error?.Message ?? ((TextValue)result.Value!).Text}";
        }

        return result.Value is TextValue answer
            ? check["expect"]!.AsArray().Select(expected => FactExpectation.Fault(expected!, answer.Text)).OfType<string>().FirstOrDefault()
            : result.Error!.ToString();
    }
}
