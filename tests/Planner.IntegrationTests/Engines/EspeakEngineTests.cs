using System.Text.Json.Nodes;
using Planner.Inference;
using Planner.Inference.Local.Speech;
using Planner.Values;

namespace Planner.IntegrationTests.Engines;

public sealed class EspeakEngineTests : IDisposable
{
    private readonly EngineHost _host = new();

    public EspeakEngineTests() => EngineHost.Needs("espeak-ng", "espeak-ng");

    [Theory]
    [InlineData("Maria Lopez debe pagar mil doscientos euros.", "es", "speech-es.wav")]
    [InlineData("Анна Соколова должна заплатить 4500 рублей.", null, "speech-ru.wav")]
    [InlineData("--help; $(touch pwned) <speak>&\"'", "en", "speech-en.wav")]
    [InlineData("-v ru -w /tmp/elsewhere.wav", "en", "speech-en.wav")]
    public async Task Run_Text_GivesPlayableSound(string text, string? language, string name)
    {
        var sound = await SpeakAsync(text, language is null ? null : new JsonObject { ["language"] = language });

        sound.Artifact.Name.ShouldBe(name);
        sound.Artifact.MediaType.ShouldBe("audio/wav");
        var wav = await WavAsync(sound);
        wav.Seconds.ShouldBeGreaterThan(0.5);
        wav.Peak.ShouldBeGreaterThan(0.1);
        File.Exists("/tmp/elsewhere.wav").ShouldBeFalse();
    }

    // What can be measured of a voice without an ear: that it is heard, at 22 kHz, under the language's name, about as fast as people speak,
    // and that a number or an abbreviation takes as long as its words.
    [Fact]
    public async Task Run_CheckSet_SpeaksAudiblyAtSpeechsPaceAndReadsNumbers()
    {
        var faults = new List<string>();
        var checks = EngineHost.CheckSet("speech.jsonl").ToArray();
        foreach (var check in checks)
        {
            var (text, language) = ((string)check["text"]!, (string)check["language"]!);
            var sound = await SpeakAsync(text, new JsonObject { ["language"] = language });
            var wav = await WavAsync(sound);
            var rate = BitConverter.ToInt32(await File.ReadAllBytesAsync(_host.Store.PathOf(sound.Artifact), TestContext.Current.CancellationToken), 24);
            var written = (string?)check["same_as"] is { } words ? (await WavAsync(await SpeakAsync(words, new JsonObject { ["language"] = language }))).Seconds : wav.Seconds;
            // People speak 8 to 25 letters a second, whatever the language; a lone word has its pauses.
            var letters = ((string?)check["same_as"] ?? text).Count(char.IsLetter);
            var fault = sound.Artifact.Name != $"speech-{language}.wav" ? sound.Artifact.Name
                : rate != 22050 ? $"{rate} Hz"
                : wav.Peak < 0.1 ? $"peak {wav.Peak:F2}"
                : wav.Seconds < (letters / 25.0) || wav.Seconds > 1 + (letters / 8.0) ? $"{wav.Seconds:F1} s for {letters} letters"
                : Math.Abs((wav.Seconds / written) - 1) > 0.1 ? $"{wav.Seconds:F2} s, but {written:F2} s in words"
                : null;
            faults.AddRange(fault is null ? [] : [$"{text}: {fault}"]);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"speech: {checks.Length - faults.Count} of {checks.Length}{string.Concat(faults.Select(fault => "\n" + fault))}");
        (checks.Length - faults.Count).ShouldBeGreaterThanOrEqualTo(22, string.Join('\n', faults));
    }

    [Fact]
    public async Task Run_TextWithItsLanguage_IsSpokenInIt() =>
        (await SpeakAsync(new TextValue("Total 42", "es"), null)).Artifact.Name.ShouldBe("speech-es.wav");

    [Theory]
    [InlineData("Анна Соколова должна заплатить 4500 рублей.", null, "en", "speech-ru.wav")]
    [InlineData("Анна Соколова должна заплатить 4500 рублей.", "ru", "en", "speech-ru.wav")]
    [InlineData("42", null, "ru", "speech-ru.wav")]
    [InlineData("42", null, null, "speech-en.wav")]
    public async Task Run_NoLanguageParameter_TakesTheTextsOwnBeforeTheRequests(string text, string? own, string? request, string name)
    {
        var result = await _host.RunAsync("local/espeak-ng", "text-to-speech", new() { ["text"] = new TextValue(text, own) }, null, request);

        result.Error.ShouldBeNull();
        result.Value.ShouldBeOfType<ArtifactValue>().Artifact.Name.ShouldBe(name);
    }

    [Fact]
    public async Task Run_TagsInTheText_AreNotObeyed()
    {
        // Obeyed, the tag would say nothing.
        var wav = await WavAsync(await SpeakAsync("""<break time="1ms"/>""", new JsonObject { ["language"] = "en" }));

        wav.Peak.ShouldBeGreaterThan(0.1);
    }

    [Fact]
    public async Task Run_Speed_ChangesTheLength()
    {
        const string Text = "Four payments together make four thousand eight hundred and seventy five euros.";
        var slow = await WavAsync(await SpeakAsync(Text, new JsonObject { ["speed"] = 100, ["language"] = "en" }));
        var fast = await WavAsync(await SpeakAsync(Text, new JsonObject { ["speed"] = 300, ["language"] = "en" }));

        slow.Seconds.ShouldBeGreaterThan(1.7 * fast.Seconds);
    }

    [Fact]
    public async Task Run_LongText_IsSpokenWhole()
    {
        var sentence = "The tenants pay the rent in advance by the third working day of each month. ";
        var wav = await WavAsync(await SpeakAsync(string.Concat(Enumerable.Repeat(sentence, 1300)), new JsonObject { ["language"] = "en", ["speed"] = 450 }));

        wav.Seconds.ShouldBeGreaterThan(1300);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n ")]
    [InlineData("—!?")]
    public async Task Run_NothingToSay_IsBadInput(string text)
    {
        var result = await _host.RunAsync("local/espeak-ng", "text-to-speech", new() { ["text"] = new TextValue(text) });

        result.Error.ShouldNotBeNull().Kind.ShouldBe(StepErrorKind.BadInput);
    }

    [Fact]
    public async Task Run_UnknownVoice_SaysSo()
    {
        var result = await _host.RunAsync(
            "local/espeak-ng", "text-to-speech", new() { ["text"] = new TextValue("Hello") }, new JsonObject { ["voice"] = "--nobody" });

        result.Error.ShouldNotBeNull().Message.ShouldBe("espeak-ng has no voice '--nobody'.");
    }

    [Fact]
    public void CanRun_LanguageWithoutVoice_Refuses()
    {
        _host.CanRun("local/espeak-ng", "text-to-speech", new JsonObject { ["language"] = "es" }).CanRun.ShouldBeTrue();
        _host.CanRun("local/espeak-ng", "text-to-speech", new JsonObject { ["language"] = "zh-CN" }).CanRun.ShouldBeTrue();
        _host.CanRun("local/espeak-ng", "text-to-speech", new JsonObject { ["language"] = "tlh" }).Reason.ShouldBe("espeak-ng has no voice for tlh");
    }

    public void Dispose() => _host.Dispose();

    private Task<ArtifactValue> SpeakAsync(string text, JsonObject? parameters) => SpeakAsync(new TextValue(text), parameters);

    private async Task<ArtifactValue> SpeakAsync(TextValue text, JsonObject? parameters)
    {
        var result = await _host.RunAsync("local/espeak-ng", "text-to-speech", new() { ["text"] = text }, parameters);
        result.Error.ShouldBeNull();
        return result.Value.ShouldBeOfType<ArtifactValue>();
    }

    private async Task<WavFile> WavAsync(ArtifactValue sound) =>
        (await WavFile.ReadAsync(_host.Store.PathOf(sound.Artifact), TestContext.Current.CancellationToken)).ShouldNotBeNull();
}
