using System.Buffers.Binary;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Planner.Catalog;
using Planner.Inference;
using Planner.Runs;
using Planner.Tests.Testing;
using Planner.Values;
using static Planner.Tests.Testing.Steps;

namespace Planner.Tests.Server;

public sealed class OpenAiEndpointsTests
{
    private const string Pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PostChat_Planner_AnswersWithUsageAndRunId()
    {
        await using var host = await ServerTestHost.StartAsync(TextStep("s1", "hello"));

        using var response = await host.PostAsync("/v1/chat/completions", Chat("planner", "Do it please"));

        var body = await response.JsonAsync();
        body.GetProperty("object").GetString().ShouldBe("chat.completion");
        body.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!.ShouldContain("s1(hello)");
        body.GetProperty("choices")[0].GetProperty("finish_reason").GetString().ShouldBe("stop");
        var usage = body.GetProperty("usage");
        usage.GetProperty("total_tokens").GetInt32().ShouldBe(usage.GetProperty("prompt_tokens").GetInt32() + usage.GetProperty("completion_tokens").GetInt32());
        usage.GetProperty("prompt_tokens").GetInt32().ShouldBe(3);
        var id = response.Headers.GetValues("X-Planner-Run-Id").Single();
        body.GetProperty("planner").GetProperty("runId").GetString().ShouldBe(id);
        (await host.EndAsync(id)).Request!.Text.ShouldBe("Do it please");
    }

    [Theory]
    [InlineData("auto", "Hello, how are you?", true)]
    [InlineData("auto", "Translate into Spanish: The house is big.", false)]
    [InlineData("omni", "Translate into Spanish: The house is big.", true)]
    [InlineData("planner", "Hello, how are you?", false)]
    public async Task PostChat_ModelThatRoutes_SendsTalkToAChatModel(string model, string text, bool routed)
    {
        await using var host = await ServerTestHost.StartAsync(_ => { }, services => services
            .AddSingleton(Catalog.ShippedCatalog.Taxonomy())
            .AddSingleton(new ModelCatalog([new ModelCard { Id = "org/chat", Tasks = ["text-generation"], Description = "Chats." }, .. RunTestHost.Cards])), null, [TextStep("s1", "planned")]);
        host.Backend.WhenRun = (request, _) => Task.FromResult(FakeBackend.Text(request.Step.Id == "call" ? "Good morning." : "planned"));

        using var response = await host.PostAsync("/v1/chat/completions", Chat(model, text));

        var body = await response.JsonAsync();
        body.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!.ShouldContain(routed ? "Good morning." : "planned");
        var route = body.GetProperty("planner").GetProperty("route");
        (routed ? route.GetProperty("model").GetString() : null).ShouldBe(routed ? "org/chat" : null);
        (await host.GetAsync("/v1/models")).GetProperty("data").EnumerateArray().Select(item => item.GetProperty("id").GetString()).Take(2).ShouldBe(["planner", "auto"]);
    }

    [Fact]
    public async Task PostChat_Streamed_GivesPiecesUsageAndEndMark()
    {
        await using var host = await ServerTestHost.StartAsync(TextStep("s1", "hello"));

        using var response = await host.PostAsync("/v1/chat/completions", new
        {
            model = "planner",
            stream = true,
            stream_options = new { include_usage = true },
            messages = new[] { new { role = "user", content = "Do it" } },
        });

        var events = await response.EventsAsync();
        events[^1].Data.ShouldBe("[DONE]");
        var chunks = events.SkipLast(1).Select(happened => happened.Json).ToList();
        chunks.ShouldAllBe(chunk => chunk.GetProperty("object").GetString() == "chat.completion.chunk");
        string.Concat(chunks.SelectMany(chunk => chunk.GetProperty("choices").EnumerateArray())
            .Select(choice => choice.GetProperty("delta").TryGetProperty("content", out var piece) ? piece.GetString() : "")).ShouldContain("s1(hello)");
        chunks[^2].GetProperty("choices")[0].GetProperty("finish_reason").GetString().ShouldBe("stop");
        chunks[^2].GetProperty("planner").GetProperty("runId").GetString().ShouldBe(response.Headers.GetValues("X-Planner-Run-Id").Single());
        chunks[^1].GetProperty("usage").GetProperty("prompt_tokens").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task PostChat_PartsWithFiles_AreAttachments()
    {
        await using var host = await ServerTestHost.StartAsync(Step("s1", "image-to-text", ("image", "@f1")));
        host.Backend.WhenRun = (request, _) => Task.FromResult(FakeBackend.Text(((ArtifactValue)request.Inputs["image"]).Artifact.MediaType));

        using var response = await host.PostAsync("/v1/chat/completions", new
        {
            model = "planner",
            messages = new object[]
            {
                new
                {
                    role = "user",
                    content = new object[]
                    {
                        new { type = "text", text = "Read it" },
                        new { type = "image_url", image_url = new { url = "data:image/png;base64," + Pixel } },
                        new { type = "file", file = new { file_data = "data:text/plain;base64," + Convert.ToBase64String("words"u8), filename = "notes.txt" } },
                    },
                },
            },
        });

        var run = await host.EndAsync(response.Headers.GetValues("X-Planner-Run-Id").Single());
        run.Request!.Attachments.Select(file => file.Artifact.MediaType).ShouldBe(["image/png", "text/plain"]);
        run.Request.Attachments[1].Name.ShouldBe("notes.txt");
        run.Answer.ShouldContain("image/png");
    }

    [Fact]
    public async Task PostChat_EarlierMessages_AreHistoryAndInstructions()
    {
        await using var host = await ServerTestHost.StartAsync(TextStep("s1", "x"));

        using var response = await host.PostAsync("/v1/chat/completions", new
        {
            model = "planner",
            messages = new object[]
            {
                new { role = "system", content = "Be brief." },
                new { role = "user", content = "Who wrote it?" },
                new { role = "assistant", content = "Ann did." },
                new { role = "user", content = "When?" },
            },
        });

        var request = (await host.EndAsync(response.Headers.GetValues("X-Planner-Run-Id").Single())).Request!;
        request.Text.ShouldBe("When?");
        request.History.ShouldBe([new PastTurn("", "Who wrote it?", "Ann did.")]);
        request.Instructions.ShouldBe("Be brief.");
    }

    [Fact]
    public async Task PostChat_AnotherModel_IsThatModelAlone()
    {
        await using var host = await ServerTestHost.StartAsync();
        host.Backend.WhenRun = (request, _) => Task.FromResult(FakeBackend.Text($"{request.Model.Id}: {ValueText.Of(request.Inputs["text"])}"));

        using var response = await host.PostAsync("/v1/chat/completions", Chat("second/summarization", "A long text"));

        (await response.JsonAsync()).GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString().ShouldBe("second/summarization: A long text");
        (await host.Journal.ListAsync(1, null, Stop)).ShouldBeEmpty();
    }

    [Fact]
    public async Task PostChat_UnknownModel_Is404InOpenAisForm()
    {
        await using var host = await ServerTestHost.StartAsync();

        using var response = await host.PostAsync("/v1/chat/completions", Chat("gpt-9", "Hi"));

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var error = (await response.JsonAsync()).GetProperty("error");
        error.GetProperty("code").GetString().ShouldBe("model_not_found");
        error.GetProperty("message").GetString()!.ShouldContain("'gpt-9'");
    }

    [Fact]
    public async Task F32_RunBreaksInAStream_HasAnErrorAndNoEndMark()
    {
        await using var host = await ServerTestHost.StartAsync(TextStep("s1", "a"), Step("s2", "no-such-task", ("text", "@s1")));

        using var response = await host.PostAsync("/v1/chat/completions", new { model = "planner", stream = true, messages = new[] { new { role = "user", content = "Do it" } } });

        var events = await response.EventsAsync();
        events.ShouldNotContain(happened => happened.Data == "[DONE]");
        events[^1].Json.GetProperty("error").GetProperty("message").GetString()!.ShouldContain("no-such-task");
    }

    [Fact]
    public async Task PostChat_CallerGoesAway_CancelsTheRun()
    {
        await using var host = await ServerTestHost.StartAsync(TextStep("s1", "a"));
        host.Backend.WhenRun = async (_, cancellationToken) =>
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException("not reached");
        };
        string id;
        using (var response = await host.PostAsync("/v1/chat/completions", new { model = "planner", stream = true, messages = new[] { new { role = "user", content = "Do it" } } }))
        {
            id = response.Headers.GetValues("X-Planner-Run-Id").Single();
            await response.EventsAsync(most: 1);
        }

        (await host.EndAsync(id)).Status.ShouldBe(RunStatus.Cancelled);
    }

    [Fact]
    public async Task F37_EmbeddingsAskedInBase64_AreTheSameNumbersAsFloats()
    {
        float[] vector = [0.25f, -1.5f, 3.0e-5f];
        await using var host = await StartEmbedderAsync(vector);

        using var floats = await host.PostAsync("/v1/embeddings", new { model = "test/embedder", input = new[] { "one", "two" } });
        using var encoded = await host.PostAsync("/v1/embeddings", new { model = "test/embedder", input = "one", encoding_format = "base64" });

        var data = (await floats.JsonAsync()).GetProperty("data");
        data.GetArrayLength().ShouldBe(2);
        data[1].GetProperty("index").GetInt32().ShouldBe(1);
        data[1].GetProperty("embedding").EnumerateArray().Select(number => number.GetSingle()).ShouldBe(vector);
        var bytes = (await encoded.JsonAsync()).GetProperty("data")[0].GetProperty("embedding").GetBytesFromBase64();
        Enumerable.Range(0, bytes.Length / 4).Select(i => BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(i * 4))).ShouldBe(vector);
    }

    [Theory]
    [InlineData("""{"model":"test/embedder","input":[[1,2,3]]}""", "Tokens are not read")]
    [InlineData("""{"model":"test/embedder","input":[]}""", "0 texts")]
    [InlineData("""{"model":"test/embedder","input":"x","encoding_format":"int8"}""", "'int8'")]
    [InlineData("""{"model":"test/embedder","input":"x","dimensions":7}""", "2 dimensions, not 7")]
    public async Task PostEmbeddings_WhatIsNotMade_IsRefused(string body, string why)
    {
        await using var host = await StartEmbedderAsync([1, 2]);

        using var response = await host.SendAsync(HttpMethod.Post, "/v1/embeddings", new StringContent(body, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")));

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.JsonAsync()).GetProperty("error").GetProperty("message").GetString()!.ShouldContain(why);
    }

    [Fact]
    public async Task F38_Models_AreOnlyThoseThatCanRun()
    {
        await using var host = await ServerTestHost.StartAsync();
        host.Backend.WhenAsked = (card, _) => card.Id == "first/translation" ? Runnability.Yes("here") : Runnability.No("not here");

        var models = await host.GetAsync("/v1/models");

        models.GetProperty("data").EnumerateArray().Select(model => model.GetProperty("id").GetString()).ShouldBe(["planner", "auto", "first/translation"]);
        (await host.GetAsync("/v1/models/first/translation")).GetProperty("id").GetString().ShouldBe("first/translation");
    }

    [Fact]
    public async Task Server_ForOneModel_ServesNoOther()
    {
        await using var host = await ServerTestHost.StartAsync(options => options.Model = "first/translation");

        (await host.GetAsync("/v1/models")).GetProperty("data").GetArrayLength().ShouldBe(1);
        (await host.PostAsync("/v1/chat/completions", Chat("planner", "Hi"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await host.PostAsync("/hf-inference/models/second/translation", new { inputs = "Hi" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await host.PostAsync("/api/runs", new { text = "Hi" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var served = await host.PostAsync("/hf-inference/models/first/translation", new { inputs = "Hi" });
        (await served.JsonAsync())[0].GetProperty("translation_text").GetString().ShouldBe("call(Hi)");
    }

    private static Task<ServerTestHost> StartEmbedderAsync(float[] vector) => ServerTestHost.StartAsync(
        _ => { },
        services =>
        {
            services.AddSingleton(new TaskTaxonomy([new TaskType { Id = "feature-extraction", Group = "nlp", Description = "x", Inputs = [new TaskSlot { Name = "text", Accepts = [Modality.Text] }], Output = Modality.Vector }]));
            services.AddSingleton(new ModelCatalog([new ModelCard { Id = "test/embedder", Tasks = ["feature-extraction"], Description = "x" }]));
            services.AddSingleton<IInferenceBackend>(new FakeBackend
            {
                Name = "embedder",
                WhenRun = (_, _) => Task.FromResult(InferenceResult.Success(new StructuredValue(Modality.Vector, JsonSerializer.SerializeToElement(vector)))),
            });
        },
        null,
        []);

    private static object Chat(string model, string text) => new { model, messages = new[] { new { role = "user", content = text } } };
}
