using System.Text.Json.Nodes;
using Planner.Inference;
using Planner.IntegrationTests.Engines;

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
}
