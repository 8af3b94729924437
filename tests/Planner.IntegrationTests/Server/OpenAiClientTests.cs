using System.Text.Json.Nodes;
using Planner.Artifacts;
using Planner.Inference;
using Planner.IntegrationTests.Engines;
using Planner.Text;
using Planner.Values;

namespace Planner.IntegrationTests.Server;

/// <summary>The real <c>openai</c> client against our server.</summary>
public sealed class OpenAiClientTests
{
    [Fact]
    public async Task Client_ModelsChatEmbeddings_GetsThem()
    {
        await using var server = await EngineServer.StartAsync();
        JsonNode Chat(string model, string text, bool stream = false) => new JsonObject
        {
            ["model"] = model,
            ["stream"] = stream,
            ["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = text }),
        };

        var replies = await server.OpenAiAsync(
            ("models.list", null),
            ("chat.completions.create", Chat("planner", "Is this review positive or negative: \"I love this phone, it is wonderful.\"")),
            ("chat.completions.create", Chat("planner", "Is this review positive or negative: \"I love this phone, it is wonderful.\"", stream: true)),
            ("chat.completions.create", Chat("local/sentiment", "I love it")),
            ("chat.completions.create", Chat("no/such-model", "Hi")),
            ("embeddings.create", new JsonObject { ["model"] = "local/embedder", ["input"] = "one text" }),
            ("embeddings.create", new JsonObject { ["model"] = "local/embedder", ["input"] = "one text", ["encoding_format"] = "float" }));

        replies[0].Result()["data"]!.AsArray().Select(model => model!["id"]!.GetValue<string>()).ShouldContain("planner");
        replies[1].Result()["choices"]![0]!["message"]!["content"]!.GetValue<string>().ShouldContain("POSITIVE");
        var chunks = replies[2].Result().AsArray();
        string.Concat(chunks.Select(chunk => chunk!["choices"]![0]!["delta"]!["content"]?.GetValue<string>())).ShouldContain("POSITIVE");
        chunks[^1]!["choices"]![0]!["finish_reason"]!.GetValue<string>().ShouldBe("stop");
        replies[3].Result()["choices"]![0]!["message"]!["content"]!.GetValue<string>().ShouldContain("POSITIVE");
        replies[4]!["status"]!.GetValue<int>().ShouldBe(404);
        replies[4]!["code"]!.GetValue<string>().ShouldBe("model_not_found");

        // Without a format the client asks for base64 and decodes it itself.
        double[] Vector(JsonNode? reply) => [.. reply.Result()["data"]![0]!["embedding"]!.AsArray().Select(number => Math.Round(number!.GetValue<double>(), 6))];
        Vector(replies[5]).ShouldBe(Vector(replies[6]));
        Vector(replies[5]).Length.ShouldBe(256);
    }

    [Fact]
    public async Task Client_PictureInAStream_GetsTheAnswerUsageAndRun()
    {
        await using var server = await EngineServer.StartAsync();
        var engines = await server.Get<ILocalEngines>().ProbeAsync(TestContext.Current.CancellationToken);
        if (!engines.Any(engine => engine is { Id: "local/ocr", Available: true }))
        {
            Assert.Skip("not installed: apt-get install -y tesseract-ocr tesseract-ocr-eng");
        }

        var picture = "data:image/png;base64," + Convert.ToBase64String(await File.ReadAllBytesAsync(EngineHost.SamplePath("invoice-page-1.png"), TestContext.Current.CancellationToken));
        JsonObject Ask(bool stream) => new()
        {
            ["model"] = "planner",
            ["stream"] = stream,
            ["stream_options"] = stream ? new JsonObject { ["include_usage"] = true } : null,
            ["messages"] = new JsonArray(new JsonObject
            {
                ["role"] = "user",
                ["content"] = new JsonArray(
                    new JsonObject { ["type"] = "text", ["text"] = "Read the text in this picture" },
                    new JsonObject { ["type"] = "image_url", ["image_url"] = new JsonObject { ["url"] = picture } }),
            }),
        };

        var replies = await server.OpenAiAsync(("chat.completions.create", Ask(stream: true)), ("chat.completions.create", Ask(stream: false)));

        var chunks = replies[0].Result().AsArray();
        var said = string.Concat(chunks.Select(chunk => chunk!["choices"] is JsonArray { Count: > 0 } choices ? choices[0]!["delta"]!["content"]?.GetValue<string>() : null));
        said.ShouldContain("Maria Lopez");
        chunks[0]!["choices"]![0]!["delta"]!["role"]!.GetValue<string>().ShouldBe("assistant");
        chunks[^2]!["choices"]![0]!["finish_reason"]!.GetValue<string>().ShouldBe("stop");
        chunks[^2]!["planner"]!["runId"]!.GetValue<string>().ShouldBe(replies[0]!["runId"]!.GetValue<string>());
        chunks[^1]!["choices"]!.AsArray().ShouldBeEmpty();
        chunks[^1]!["usage"]!["total_tokens"]!.GetValue<int>().ShouldBeGreaterThan(0);
        var whole = replies[1].Result();
        whole["choices"]![0]!["message"]!["content"]!.GetValue<string>().ShouldBe(said);
        var usage = whole["usage"]!;
        usage["total_tokens"]!.GetValue<int>().ShouldBe(usage["prompt_tokens"]!.GetValue<int>() + usage["completion_tokens"]!.GetValue<int>());
        replies[1]!["runId"]!.GetValue<string>().ShouldStartWith("r_");
    }

    [Fact]
    public async Task Client_Speech_GetsSound()
    {
        await using var server = await EngineServer.StartAsync();
        var engines = await server.Get<ILocalEngines>().ProbeAsync(TestContext.Current.CancellationToken);
        if (engines.Where(engine => engine.Id is "local/espeak-ng" or "local/audio-tools").Any(engine => !engine.Available))
        {
            Assert.Skip("not installed: apt-get install -y espeak-ng ffmpeg");
        }

        var replies = await server.OpenAiAsync(
            ("audio.speech.create", new JsonObject { ["model"] = "local/espeak-ng", ["voice"] = "alloy", ["input"] = "Good morning." }),
            ("audio.speech.create", new JsonObject { ["model"] = "local/espeak-ng", ["voice"] = "alloy", ["input"] = "Good morning.", ["response_format"] = "wav" }),
            ("audio.speech.create", new JsonObject { ["model"] = "local/espeak-ng", ["voice"] = "alloy", ["input"] = "Good morning.", ["response_format"] = "midi" }));

        replies[0].Result()["type"]!.GetValue<string>().ShouldBe("audio/mpeg");
        replies[1].Result()["type"]!.GetValue<string>().ShouldBe("audio/wav");
        replies[1].Result()["head"]!.GetValue<string>().ShouldBe("RIFF");
        replies[2]!["status"]!.GetValue<int>().ShouldBe(400);
    }

    [Fact]
    public async Task Client_Transcription_GetsWordsAndTimesInEveryFormat()
    {
        await using var server = await EngineServer.StartAsync(new RecordedBackend(new Dictionary<string, Func<Value>>
        {
            ["automatic-speech-recognition"] = () => new TextValue("Hello there. Bye.", "en")
            {
                Sources = [new ValueSource { Covers = new TextSpan(0, 12), From = 0, To = 1.5 }, new ValueSource { Covers = new TextSpan(13, 17), From = 61.5, To = 62.25 }],
            },
        }));
        JsonObject Ask(string? format, string model = "test/automatic-speech-recognition")
        {
            var args = new JsonObject { ["model"] = model, ["file"] = new JsonObject { ["$file"] = EngineHost.SamplePath("voice-memo.ogg") }, ["language"] = "en" };
            if (format is not null)
            {
                args["response_format"] = format;
            }

            return args;
        }

        var replies = await server.OpenAiAsync(
            [.. new[] { null, "text", "verbose_json", "srt", "vtt", "diarized_json" }.Select(format => ("audio.transcriptions.create", (JsonNode?)Ask(format))), ("audio.transcriptions.create", Ask(null, "test/none"))]);

        replies[0].Result()["text"]!.GetValue<string>().ShouldBe("Hello there. Bye.");
        replies[1].Result().GetValue<string>().ShouldBe("Hello there. Bye.\n");
        replies[2].Result()["segments"]!.AsArray().Select(segment => (segment!["text"]!.GetValue<string>(), segment["start"]!.GetValue<double>())).ShouldBe([("Hello there.", 0), ("Bye.", 61.5)]);
        (replies[2].Result()["language"]!.GetValue<string>(), replies[2].Result()["duration"]!.GetValue<double>()).ShouldBe(("en", 62.25));
        replies[3].Result().GetValue<string>().ShouldBe("1\n00:00:00,000 --> 00:00:01,500\nHello there.\n\n2\n00:01:01,500 --> 00:01:02,250\nBye.\n\n");
        replies[4].Result().GetValue<string>().ShouldBe("WEBVTT\n\n00:00:00.000 --> 00:00:01.500\nHello there.\n\n00:01:01.500 --> 00:01:02.250\nBye.\n\n");
        (replies[5]!["status"]!.GetValue<int>(), replies[6]!["status"]!.GetValue<int>()).ShouldBe((400, 404));
        replies[5]!["error"]!.GetValue<string>().ShouldContain("Ask for json, text, verbose_json, srt, vtt.");
    }

    [Fact]
    public async Task Client_Images_GetsThemAsBase64AndLinks()
    {
        ArtifactStore store = null!;
        var picture = await File.ReadAllBytesAsync(EngineHost.SamplePath("pismo.png"), TestContext.Current.CancellationToken);
        await using var server = await EngineServer.StartAsync(new RecordedBackend(new Dictionary<string, Func<Value>>
        {
            ["text-to-image"] = () => new ArtifactValue(store.PutAsync(new MemoryStream(picture), "cat.png").GetAwaiter().GetResult()),
            ["translation"] = () => new TextValue("Hola"),
        }));
        store = server.Get<ArtifactStore>();
        JsonObject Ask(string model, int count, string? format = null, string size = "512x256") =>
            new() { ["model"] = model, ["prompt"] = "a cat", ["n"] = count, ["size"] = size, ["quality"] = "high", ["response_format"] = format };

        var replies = await server.OpenAiAsync(
            ("images.generate", Ask("test/text-to-image", 2)),
            ("images.generate", Ask("test/text-to-image", 1, "url")),
            ("images.generate", Ask("test/translation", 1)),
            ("images.generate", Ask("test/text-to-image", 99)),
            ("images.generate", Ask("test/text-to-image", 1, null, "large")));

        replies[0].Result()["data"]!.AsArray().Select(image => Convert.FromBase64String(image!["b64_json"]!.GetValue<string>()).Length).ShouldBe([picture.Length, picture.Length]);
        replies[0].Result()["created"]!.GetValue<long>().ShouldBeGreaterThan(1_700_000_000);
        using var http = new HttpClient();
        (await http.GetByteArrayAsync(replies[1].Result()["data"]![0]!["url"]!.GetValue<string>(), TestContext.Current.CancellationToken)).ShouldBe(picture);
        replies.Skip(2).Select(reply => reply!["status"]!.GetValue<int>()).ShouldBe([400, 400, 400]);
        replies[2]!["error"]!.GetValue<string>().ShouldContain("makes no pictures from words");
    }

    [Fact]
    public async Task Client_ImageEdit_IsDoneByTheEngineOfThisMachine()
    {
        await using var server = await EngineServer.StartAsync();
        var engines = await server.Get<ILocalEngines>().ProbeAsync(TestContext.Current.CancellationToken);
        Assert.SkipUnless(engines.Single(engine => engine.Id == "local/imagemagick").Available, "not installed: apt-get install -y imagemagick");
        var picture = new JsonObject { ["$file"] = EngineHost.SamplePath("landscape.jpg") };

        var replies = await server.OpenAiAsync(
            ("images.edit", new JsonObject { ["model"] = "local/imagemagick", ["image"] = picture.DeepClone(), ["prompt"] = "Rotate it by 90 degrees" }),
            ("images.edit", new JsonObject { ["model"] = "local/imagemagick", ["image"] = picture.DeepClone(), ["mask"] = picture.DeepClone(), ["prompt"] = "Rotate it by 90 degrees" }),
            ("images.edit", new JsonObject { ["model"] = "local/ocr", ["image"] = picture.DeepClone(), ["prompt"] = "Rotate it by 90 degrees" }));

        MediaTypes.ModalityOf(MediaTypes.Sniff(Convert.FromBase64String(replies[0].Result()["data"]![0]!["b64_json"]!.GetValue<string>()), "image")).ShouldBe(Modality.Image);
        replies[1]!["error"]!.GetValue<string>().ShouldContain("Masks are not taken");
        replies[2]!["error"]!.GetValue<string>().ShouldContain("changes no pictures");
    }
}
