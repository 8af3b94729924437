using System.Text.Json.Nodes;
using Planner.Inference;

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
