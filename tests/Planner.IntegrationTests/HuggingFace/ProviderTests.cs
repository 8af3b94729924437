using System.Text;
using System.Text.Json.Nodes;
using Planner.Catalog;
using Planner.Inference;
using Planner.IntegrationTests.Engines;
using Planner.Routing;
using Planner.Values;

namespace Planner.IntegrationTests.HuggingFace;

/// <summary>Who runs a model, and how each provider is asked, over real HTTP.</summary>
public sealed class ProviderTests
{
    private const string Answer = "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"Hel\"}}]}\n\n"
        + ": keep-alive\n\n"
        + "data:{\"choices\":[{\"delta\":{\"content\":\"lo\"},\"finish_reason\":\"stop\"}]}\n\n"
        + "data: {\"choices\":[],\"usage\":{\"total_tokens\":12}}\n\ndata: [DONE]\n\n";

    [Fact]
    public async Task RunAsync_Chat_GoesThroughTheRouterAndStreams()
    {
        await using var host = await HuggingFaceHost.StartAsync();
        host.Answers("text/event-stream", Encoding.UTF8.GetBytes(Answer));

        var result = await host.RunAsync(
            "text-generation", Text, new JsonObject { ["max_new_tokens"] = 50 }, HuggingFaceHost.Card("text-generation", "together", "T/model-turbo", mapped: "conversational"));

        var request = host.Server.Requests.ShouldHaveSingleItem();
        request.Path.ShouldBe("/v1/chat/completions");
        request.JsonText.ShouldBe(
            """{"model":"org/model","messages":[{"role":"user","content":"Hi"}],"stream":true,"stream_options":{"include_usage":true},"max_tokens":50}""");
        result.Value.ShouldBeOfType<TextValue>(result.Error?.ToString()).Text.ShouldBe("Hello");
        result.Tokens.ShouldBe(12);
    }

    [Fact]
    public async Task RunAsync_ChatAboutAnImage_SendsItAsADataUrl()
    {
        await using var host = await HuggingFaceHost.StartAsync();

        // A server that does not stream answers with the whole.
        var result = await host.Answers("""{"choices":[{"message":{"content":"<think>a hill?</think>A hill."},"finish_reason":"stop"}]}""").RunAsync(
            "image-text-to-text", new() { ["image"] = await host.SampleAsync("landscape.jpg"), ["text"] = new TextValue("What is it?") },
            card: HuggingFaceHost.Card("image-text-to-text", mapped: "conversational"));

        var content = host.Server.Requests[0].Json!["messages"]![0]!["content"]!;
        content[0]!["image_url"]!["url"]!.GetValue<string>().ShouldStartWith("data:image/jpeg;base64,");
        content[1]!["text"]!.GetValue<string>().ShouldBe("What is it?");
        result.Value.ShouldBeOfType<TextValue>(result.Error?.ToString()).Text.ShouldBe("A hill.");
    }

    [Theory]
    [InlineData("hf-inference", "/hf-inference/models/P/id/v1/chat/completions")]
    [InlineData("baseten", "/baseten/v1/chat/completions")]
    [InlineData("cerebras", "/cerebras/v1/chat/completions")]
    [InlineData("cohere", "/cohere/compatibility/v1/chat/completions")]
    [InlineData("deepinfra", "/deepinfra/v1/openai/chat/completions")]
    [InlineData("featherless-ai", "/featherless-ai/v1/chat/completions")]
    [InlineData("fireworks-ai", "/fireworks-ai/inference/v1/chat/completions")]
    [InlineData("groq", "/groq/openai/v1/chat/completions")]
    [InlineData("novita", "/novita/v3/openai/chat/completions")]
    [InlineData("nscale", "/nscale/v1/chat/completions")]
    [InlineData("ovhcloud", "/ovhcloud/v1/chat/completions")]
    [InlineData("publicai", "/publicai/v1/chat/completions")]
    [InlineData("scaleway", "/scaleway/v1/chat/completions")]
    [InlineData("together", "/together/v1/chat/completions")]
    [InlineData("zai-org", "/zai-org/api/paas/v4/chat/completions")]
    public async Task RunAsync_ChatWithAPreferredProvider_TakesItsRouteAndItsName(string provider, string path)
    {
        await using var host = await HuggingFaceHost.StartAsync(options => options.Providers = provider);
        host.Answers("text/event-stream", Encoding.UTF8.GetBytes(Answer));

        var result = await host.RunAsync("conversational", Text, card: HuggingFaceHost.Card("conversational", provider, "P/id"));

        result.Error.ShouldBeNull();
        var request = host.Server.Requests[0];
        request.Path.ShouldBe(path);
        request.Json!["model"]!.GetValue<string>().ShouldBe("P/id");
        request.Headers.GetValueOrDefault("x-source-channel").ShouldBe(provider == "zai-org" ? "hugging_face" : null);
    }

    [Theory]
    [InlineData("together", "/together/v1/images/generations", """{"model":"P/id","prompt":"Hi","response_format":"base64","steps":4}""")]
    [InlineData("nscale", "/nscale/v1/images/generations", """{"model":"P/id","prompt":"Hi","response_format":"b64_json","num_inference_steps":4}""")]
    [InlineData("deepinfra", "/deepinfra/v1/openai/images/generations", """{"model":"P/id","prompt":"Hi","response_format":"b64_json","num_inference_steps":4}""")]
    public async Task RunAsync_ImagesOfOpenAiProviders_AreBase64(string provider, string path, string body)
    {
        await using var host = await HuggingFaceHost.StartAsync();
        var result = await host.Answers($$"""{"data":[{"b64_json":"{{Convert.ToBase64String(Png)}}"}]}""").RunAsync(
            "text-to-image", Text, new JsonObject { ["num_inference_steps"] = 4 }, HuggingFaceHost.Card("text-to-image", provider, "P/id"));

        (host.Server.Requests[0].Path, host.Server.Requests[0].JsonText).ShouldBe((path, body));
        result.Value.ShouldBeOfType<ArtifactValue>(result.Error?.ToString()).Artifact.MediaType.ShouldBe("image/png");
    }

    [Theory]
    [InlineData("together", "/together/v1/embeddings", "[0.5,-1]")]
    [InlineData("scaleway", "/scaleway/v1/embeddings", "[0.5,-1]")]
    [InlineData("deepinfra", "/deepinfra/v1/openai/embeddings", "\"AAAAPwAAgL8=\"")]
    public async Task RunAsync_Embeddings_AreAskedAsFloatsAndReadEitherWay(string provider, string path, string embedding)
    {
        await using var host = await HuggingFaceHost.StartAsync();

        var result = await host.Answers($$"""{"data":[{"embedding":{{embedding}},"index":0}]}""")
            .RunAsync("feature-extraction", Text, card: HuggingFaceHost.Card("feature-extraction", provider, "P/id"));

        (host.Server.Requests[0].Path, host.Server.Requests[0].JsonText).ShouldBe((path, """{"model":"P/id","input":"Hi","encoding_format":"float"}"""));
        result.Value.ShouldBeOfType<StructuredValue>(result.Error?.ToString()).Json.GetRawText().ShouldBe("[0.5,-1]");
    }

    [Fact]
    public async Task RunAsync_TranscriptionAtDeepinfra_IsAFormWithTheFile()
    {
        await using var host = await HuggingFaceHost.StartAsync();

        var result = await host.Answers("""{"text":"Hello.","segments":[{"text":"Hello.","start":0,"end":1}]}""").RunAsync(
            "automatic-speech-recognition", new() { ["audio"] = await host.SampleAsync("voice-memo.ogg") }, new JsonObject { ["language"] = "en" },
            HuggingFaceHost.Card("automatic-speech-recognition", "deepinfra", "P/id"));

        var request = host.Server.Requests[0];
        request.ContentType.ShouldStartWith("multipart/form-data");
        var form = Encoding.Latin1.GetString(request.Body);
        form.ShouldContain("name=model\r\n\r\nP/id");
        form.ShouldContain("filename=voice-memo.ogg");
        result.Value!.Sources[0].To.ShouldBe(1);
    }

    [Fact]
    public async Task RunAsync_SpeechAtTogether_IsTheBytes()
    {
        await using var host = await HuggingFaceHost.StartAsync();

        var result = await host.Answers("audio/ogg", File.ReadAllBytes(EngineHost.SamplePath("voice-memo.ogg"))).RunAsync(
            "text-to-speech", Text, new JsonObject { ["voice"] = "ada" }, HuggingFaceHost.Card("text-to-speech", "together", "P/id"));

        host.Server.Requests[0].JsonText.ShouldBe("""{"model":"P/id","input":"Hi","voice":"ada"}""");
        result.Value.ShouldBeOfType<ArtifactValue>(result.Error?.ToString()).Modality.ShouldBe(Modality.Audio);
    }

    [Fact]
    public async Task RunAsync_TranscriptionAtTogether_HasItsRoute()
    {
        await using var host = await HuggingFaceHost.StartAsync();

        var result = await host.Answers("""{"text":"Hello."}""").RunAsync(
            "automatic-speech-recognition", new() { ["audio"] = await host.SampleAsync("voice-memo.ogg") }, card: HuggingFaceHost.Card("automatic-speech-recognition", "together", "P/id"));

        host.Server.Requests[0].Path.ShouldBe("/together/v1/audio/transcriptions");
        result.Value.ShouldBeOfType<TextValue>(result.Error?.ToString()).Text.ShouldBe("Hello.");
    }

    [Theory]
    [InlineData("image-to-image", "landscape.jpg", "image", "image_url", true)]
    [InlineData("image-to-video", "landscape.jpg", "image", "image_url", true)]
    [InlineData("automatic-speech-recognition", "voice-memo.ogg", "audio", "audio_url", false)]
    public async Task RunAsync_MediaForFal_GoAsDataUrlsAndWhatTakesLongIsQueued(string task, string sample, string slot, string member, bool queued)
    {
        await using var host = await HuggingFaceHost.StartAsync();
        var picture = Convert.ToBase64String(File.ReadAllBytes(EngineHost.SamplePath("pismo.png")));
        var clip = Convert.ToBase64String(File.ReadAllBytes(EngineHost.SamplePath("clip.mp4")));
        var done = task switch
        {
            "image-to-image" => $$$"""{"images":[{"url":"data:image/png;base64,{{{picture}}}"}]}""",
            "image-to-video" => $$$"""{"video":{"url":"data:video/mp4;base64,{{{clip}}}"}}""",
            _ => """{"text":"Hello."}""",
        };
        host.Server.Answer = (request, context) => LoopbackServer.JsonAsync(context, (queued, request.Method) switch
        {
            (true, "POST") => """{"request_id":"r1","status":"COMPLETED","response_url":"https://queue.fal.run/fal-ai/m/requests/r1"}""",
            _ => done,
        });

        var result = await host.RunAsync(task, new() { [slot] = await host.SampleAsync(sample) }, card: HuggingFaceHost.Card(task, "fal-ai", "fal-ai/m"));

        result.Error.ShouldBeNull();
        var sent = host.Server.Requests[0];
        (sent.Path, sent.Query).ShouldBe(("/fal-ai/fal-ai/m", queued ? "?_subdomain=queue" : ""));
        sent.Json![member]!.GetValue<string>().ShouldStartWith(slot == "image" ? "data:image/jpeg;base64," : "data:audio/ogg;base64,");
        host.Server.Requests.Count.ShouldBe(queued ? 2 : 1);
    }

    [Fact]
    public async Task RunAsync_SpeechAndEditsAtReplicate_HaveItsNames()
    {
        await using var host = await HuggingFaceHost.StartAsync();
        var done = "audio.ogg";
        host.Server.Answer = (request, context) => request.Method == "POST"
            ? LoopbackServer.JsonAsync(context, $$"""{"id":"p1","status":"succeeded","output":"{{host.Server.Url}}/{{done}}"}""", 201)
            : LoopbackServer.WriteAsync(context, "application/octet-stream", File.ReadAllBytes(EngineHost.SamplePath(done == "audio.ogg" ? "voice-memo.ogg" : "pismo.png")));

        var speech = await host.RunAsync("text-to-speech", Text, card: HuggingFaceHost.Card("text-to-speech", "replicate", "owner/voice"));
        done = "image.png";
        var edit = await host.RunAsync(
            "image-to-image", new() { ["image"] = await host.SampleAsync("landscape.jpg") }, new JsonObject { ["prompt"] = "at night" }, HuggingFaceHost.Card("image-to-image", "replicate", "owner/edit"));

        var posts = host.Server.Requests.Where(request => request.Method == "POST").ToList();
        posts[0].JsonText.ShouldBe("""{"input":{"text":"Hi"}}""");
        posts[1].Json!["input"]!["prompt"]!.GetValue<string>().ShouldBe("at night");
        posts[1].Json!["input"]!["input_image"]!.GetValue<string>().ShouldStartWith("data:image/jpeg;base64,");
        posts.ShouldAllBe(request => request.Headers["Prefer"] == "wait");
        (speech.Value!.Modality, edit.Value!.Modality).ShouldBe((Modality.Audio, Modality.Image));
    }

    [Theory]
    [InlineData("", "/v1/chat/completions")]
    [InlineData("/v1", "/v1/chat/completions")]
    [InlineData("/mine/", "/mine/v1/chat/completions")]
    public async Task RunAsync_ChatAtAnEndpoint_HasItsRouteBelowTheAddress(string root, string path)
    {
        await using var endpoint = await LoopbackServer.StartAsync();
        endpoint.Answer = (_, context) => LoopbackServer.WriteAsync(
            context, "text/event-stream", Encoding.UTF8.GetBytes("data: {\"choices\":[{\"delta\":{\"content\":\"Hello.\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n"));
        await using var host = await HuggingFaceHost.StartAsync(options => options.Endpoints["org/model"] = endpoint.Url + root);

        var result = await host.RunAsync("conversational", Text);

        result.Value.ShouldBeOfType<TextValue>(result.Error?.ToString()).Text.ShouldBe("Hello.");
        endpoint.Requests.ShouldHaveSingleItem().Path.ShouldBe(path);
    }

    [Fact]
    public async Task RunAsync_AJobInFalsQueue_IsAskedForBelowTheRouterOnly()
    {
        await using var host = await HuggingFaceHost.StartAsync();
        var looks = 0;
        host.Server.Answer = (request, context) => (request.Method, request.Path) switch
        {
            ("POST", _) => LoopbackServer.JsonAsync(
                context, """{"request_id":"r1","status":"IN_QUEUE","response_url":"https://queue.fal.run/fal-ai/wan/requests/r1"}"""),
            (_, "/fal-ai/fal-ai/wan/requests/r1/status") => LoopbackServer.JsonAsync(
                context, ++looks < 3 ? """{"status":"IN_PROGRESS"}""" : """{"status":"COMPLETED"}"""),
            (_, "/fal-ai/fal-ai/wan/requests/r1") => LoopbackServer.JsonAsync(context, $$$"""{"video":{"url":"{{{host.Server.Url}}}/v.mp4"}}"""),
            _ => LoopbackServer.WriteAsync(context, "video/mp4", [0, 0, 0, 24, .. "ftypisom"u8, .. new byte[16]]),
        };

        var result = await host.RunAsync("text-to-video", Text, new JsonObject { ["num_frames"] = 8 }, HuggingFaceHost.Card("text-to-video", "fal-ai", "fal-ai/wan/t2v"));

        result.Value.ShouldBeOfType<ArtifactValue>(result.Error?.ToString()).Modality.ShouldBe(Modality.Video);
        var sent = host.Server.Requests[0];
        (sent.Path, sent.Query, sent.JsonText).ShouldBe(("/fal-ai/fal-ai/wan/t2v", "?_subdomain=queue", """{"num_frames":8,"prompt":"Hi"}"""));
        looks.ShouldBe(3);
        host.Server.Requests.Where(request => request.Path.EndsWith("/status", StringComparison.Ordinal)).ShouldAllBe(request => request.Query == "?_subdomain=queue");
    }

    [Fact]
    public async Task RunAsync_AnImageOfFal_MayComeAsADataUrl()
    {
        await using var host = await HuggingFaceHost.StartAsync();

        var result = await host.Answers($$"""{"images":[{"url":"data:image/png;base64,{{Convert.ToBase64String(Png)}}"}]}""")
            .RunAsync("text-to-image", Text, card: HuggingFaceHost.Card("text-to-image", "fal-ai", "fal-ai/flux"));

        host.Server.Requests.ShouldHaveSingleItem().JsonText.ShouldBe("""{"prompt":"Hi","sync_mode":true}""");
        result.Value.ShouldBeOfType<ArtifactValue>(result.Error?.ToString()).Artifact.MediaType.ShouldBe("image/png");
    }

    [Theory]
    [InlineData("owner/flux", "/replicate/v1/models/owner/flux/predictions", null)]
    [InlineData("owner/flux:abc123", "/replicate/v1/predictions", "abc123")]
    public async Task RunAsync_APredictionOfReplicate_IsWaitedFor(string providerId, string path, string? version)
    {
        await using var host = await HuggingFaceHost.StartAsync();
        host.Server.Answer = (request, context) => (request.Method, request.Path) switch
        {
            ("POST", _) => LoopbackServer.JsonAsync(context, """{"id":"p1","status":"starting"}"""),
            (_, "/replicate/v1/predictions/p1") => LoopbackServer.JsonAsync(context, $$"""{"id":"p1","status":"succeeded","output":["{{host.Server.Url}}/i.png"]}"""),
            _ => LoopbackServer.WriteAsync(context, "image/png", Png),
        };

        var result = await host.RunAsync("text-to-image", Text, card: HuggingFaceHost.Card("text-to-image", "replicate", providerId));

        result.Value.ShouldBeOfType<ArtifactValue>(result.Error?.ToString());
        var sent = host.Server.Requests[0];
        (sent.Path, sent.Headers["Prefer"], (string?)sent.Json!["version"]).ShouldBe((path, "wait", version));
        sent.Json["input"]!.ToJsonString().ShouldBe("""{"prompt":"Hi"}""");
    }

    [Fact]
    public async Task RunAsync_AFailedPrediction_SaysWhy()
    {
        await using var host = await HuggingFaceHost.StartAsync();

        var result = await host.Answers("""{"id":"p1","status":"failed","error":"NSFW content"}""")
            .RunAsync("text-to-image", Text, card: HuggingFaceHost.Card("text-to-image", "replicate", "owner/flux"));

        result.Error!.Message.ShouldContain("gave up: NSFW content");
    }

    [Theory]
    [InlineData("https://169.254.169.254/latest")]
    [InlineData("http://example.org/i.png")]
    [InlineData("https://localhost/i.png")]
    public async Task RunAsync_AResultAtAnInsideAddress_IsNotFetched(string address)
    {
        await using var host = await HuggingFaceHost.StartAsync();

        var result = await host.Answers($$"""{"output":["{{address}}"]}""").RunAsync("text-to-image", Text);

        // On loopback the router itself is inside, so only what is neither it nor public is refused.
        if (new Uri(address).IsLoopback)
        {
            result.Error!.Kind.ShouldBe(StepErrorKind.Unavailable);
        }
        else
        {
            result.Error!.Message.ShouldContain("not fetched");
        }
    }

    [Fact]
    public async Task RunAsync_AProviderThatFails_IsFollowedByTheNextOfTheModel()
    {
        await using var host = await HuggingFaceHost.StartAsync();
        host.Server.Answer = (request, context) => request.Path.StartsWith("/nscale", StringComparison.Ordinal)
            ? LoopbackServer.JsonAsync(context, """{"error":"down"}""", 503)
            : LoopbackServer.WriteAsync(context, "image/png", Png);
        var card = HuggingFaceHost.Card("text-to-image") with
        {
            Providers = [new("nscale", "a", "text-to-image", "live"), new("unheard-of", "b", "text-to-image", "live"), new("hf-inference", "org/model", "text-to-image", "live")],
        };

        var result = await host.RunAsync("text-to-image", Text, card: card);

        result.Error.ShouldBeNull();
        host.Server.Requests.Select(request => request.Path).ShouldBe(["/nscale/v1/images/generations", "/hf-inference/models/org/model"]);
    }

    [Fact]
    public async Task Failures38_WarmIsNotRunnable_OnlyALiveMappingWithAnAdapterIs()
    {
        await using var host = await HuggingFaceHost.StartAsync();
        host.Server.Answer = (request, context) => LoopbackServer.JsonAsync(context, request.Path switch
        {
            // As the listing API says it: "warm", and yet nobody runs it.
            "/api/models/org/warm" => """{"id":"org/warm","inference":"warm"}""",
            "/api/models/org/staging" => """{"id":"org/staging","inferenceProviderMapping":{"hf-inference":{"status":"staging","providerId":"org/staging","task":"summarization"}}}""",
            "/api/models/org/unknown-provider" => """{"id":"org/unknown-provider","inferenceProviderMapping":[{"provider":"acme","status":"live","providerId":"x","task":"summarization"}]}""",
            "/api/models/org/other-task" => """{"id":"org/other-task","inferenceProviderMapping":[{"provider":"together","status":"live","providerId":"x","task":"text-to-image"}]}""",
            _ => """{"id":"org/live","inferenceProviderMapping":{"hf-inference":{"status":"live","providerId":"org/live","task":"summarization"}}}""",
        });
        ModelCard[] cards = [.. new[] { "warm", "staging", "unknown-provider", "other-task", "live" }.Select(name => Unmapped($"org/{name}"))];

        cards.ShouldAllBe(card => !host.CanRun(card).CanRun, "nothing is known before the Hub was asked");
        await host.Backend.PrepareAsync(cards, TestContext.Current.CancellationToken);

        cards.Where(card => host.CanRun(card).CanRun).Select(card => card.Id).ShouldBe(["org/live"]);
        host.CanRun(cards[3]).Reason.ShouldBe("run only for text-to-image by together");
    }

    [Fact]
    public async Task PrepareAsync_AModelThatIsGone_StaysGoneAndIsAskedOnce()
    {
        await using var host = await HuggingFaceHost.StartAsync();
        host.Server.Answer = (_, context) => LoopbackServer.NotFoundAsync(context);
        var card = Unmapped("org/gone");

        await host.Backend.PrepareAsync([card], TestContext.Current.CancellationToken);
        await host.Backend.PrepareAsync([card], TestContext.Current.CancellationToken);

        host.CanRun(card).Reason.ShouldBe("gone from the Hub");
        host.Server.Requests.Count.ShouldBe(1);
        File.ReadAllText(host.CacheFile).ShouldContain("org/gone");
    }

    [Fact]
    public async Task PrepareAsync_WithTheHubAway_LeavesTheModelUnknownAndSaysWhy()
    {
        await using var host = await HuggingFaceHost.StartAsync(options => options.HubUrl = "http://127.0.0.1:1");
        var card = Unmapped("org/model");

        await host.Backend.PrepareAsync([card], TestContext.Current.CancellationToken);

        host.CanRun(card).Reason.ShouldContain("can't be reached");
    }

    [Fact]
    public async Task Egress_OfTheRealRouter_IsTheCloud()
    {
        await using var host = await HuggingFaceHost.StartAsync();
        await using var real = await HuggingFaceHost.StartAsync(options => options.BaseUrl = "https://router.huggingface.co");

        (host.Backend.Egress, real.Backend.Egress).ShouldBe((Egress.Machine, Egress.Cloud));
    }

    private static byte[] Png => File.ReadAllBytes(EngineHost.SamplePath("pismo.png"));

    private static Dictionary<string, Value> Text => new() { ["text"] = new TextValue("Hi") };

    private static ModelCard Unmapped(string id) => new() { Id = id, Tasks = ["summarization"], Description = id };
}
