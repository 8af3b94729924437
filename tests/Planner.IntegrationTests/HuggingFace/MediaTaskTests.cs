using System.Text.Json.Nodes;
using Planner.Inference;
using Planner.Inference.HuggingFace.Tasks;
using Planner.IntegrationTests.Engines;
using Planner.Values;

namespace Planner.IntegrationTests.HuggingFace;

/// <summary>What goes out and what comes back for the tasks of hf-inference with images and sound, over real HTTP.</summary>
public sealed class MediaTaskTests
{
    private const string Picture = "landscape.jpg";
    private const string Sound = "voice-memo.ogg";

    [Theory]
    [InlineData("image-classification", Picture, "image", "image/jpeg", """[{"label":"hill","score":0.8}]""", """[{"label":"hill","score":0.8}]""")]
    [InlineData("audio-classification", Sound, "audio", "audio/ogg", """[{"label":"speech","score":0.8}]""", """[{"label":"speech","score":0.8}]""")]
    [InlineData(
        "object-detection", Picture, "image", "image/jpeg", """[{"label":"cat","score":0.9,"box":{"xmin":1.4,"ymin":2,"xmax":30,"ymax":40}}]""",
        """[{"label":"cat","score":0.9,"box":{"xmin":1,"ymin":2,"xmax":30,"ymax":40}}]""")]
    public async Task RunAsync_MediaWithoutParameters_GoesAsItsBytes(string task, string sample, string slot, string mediaType, string reply, string expected)
    {
        await using var host = await HuggingFaceHost.StartAsync();
        var file = await host.SampleAsync(sample);

        var result = await host.Answers(reply).RunAsync(task, new() { [slot] = file });

        var request = host.Server.Requests.ShouldHaveSingleItem();
        (request.Path, request.ContentType).ShouldBe(("/hf-inference/models/org/model", mediaType));
        request.Body.ShouldBe(Bytes(sample));
        result.Value.ShouldBeOfType<StructuredValue>(result.Error?.ToString()).Json.GetRawText().ShouldBe(expected);
        result.Value.Sources.ShouldHaveSingleItem().ArtifactId.ShouldBe(file.Artifact.Id);
    }

    [Theory]
    [InlineData("image-classification", Picture, "image", "top_k", "2", """[{"label":"hill","score":0.8}]""")]
    [InlineData("object-detection", Picture, "image", "threshold", "0.5", """[]""")]
    [InlineData("image-to-text", Picture, "image", "max_new_tokens", "20", """{"generated_text":"a hill"}""")]
    [InlineData("audio-classification", Sound, "audio", "top_k", "1", """[{"label":"speech","score":0.8}]""")]
    [InlineData("automatic-speech-recognition", Sound, "audio", "return_timestamps", "true", """{"text":"hi"}""")]
    public async Task RunAsync_MediaWithParameters_GoesAsBase64BesideThem(string task, string sample, string slot, string name, string value, string reply)
    {
        await using var host = await HuggingFaceHost.StartAsync();

        var result = await host.Answers(reply).RunAsync(task, new() { [slot] = await host.SampleAsync(sample) }, new JsonObject { [name] = JsonNode.Parse(value) });

        result.Error.ShouldBeNull();
        var request = host.Server.Requests[0];
        request.ContentType.ShouldStartWith("application/json");
        Convert.FromBase64String(request.Json!["inputs"]!.GetValue<string>()).ShouldBe(Bytes(sample));
        request.Json["parameters"]!.ToJsonString().ShouldBe($$"""{"{{name}}":{{value}}}""");
    }

    [Theory]
    [InlineData("""{"generated_text":"a hill"}""")]
    [InlineData("""[{"generated_text":"a hill"}]""")]
    public async Task RunAsync_ImageToText_ReadsBothForms(string reply)
    {
        await using var host = await HuggingFaceHost.StartAsync();

        var result = await host.Answers(reply).RunAsync("image-to-text", new() { ["image"] = await host.SampleAsync(Picture) });

        host.Server.Requests[0].Body.ShouldBe(Bytes(Picture));
        result.Value.ShouldBeOfType<TextValue>().Text.ShouldBe("a hill");
    }

    [Fact]
    public async Task RunAsync_SpeechRecognition_KeepsTheSeconds()
    {
        await using var host = await HuggingFaceHost.StartAsync();
        var file = await host.SampleAsync(Sound);

        var result = await host.Answers("""{"text":" Hello there. Bye.","chunks":[{"text":" Hello there.","timestamp":[0.0,1.5]},{"text":" Bye.","timestamp":[1.5,null]}]}""")
            .RunAsync("automatic-speech-recognition", new() { ["audio"] = file });

        host.Server.Requests[0].Body.ShouldBe(Bytes(Sound));
        var text = result.Value.ShouldBeOfType<TextValue>();
        text.Text.ShouldBe("Hello there. Bye.");
        text.Sources.Select(source => (source.Covers!.Value.In(text.Text).ToString(), source.From, source.To, source.ArtifactId))
            .ShouldBe([("Hello there.", 0, 1.5, file.Artifact.Id), ("Bye.", 1.5, null, file.Artifact.Id)]);
    }

    [Fact]
    public async Task RunAsync_ImageSegmentation_GivesEachMaskAsAFileCalledAfterItsLabel()
    {
        await using var host = await HuggingFaceHost.StartAsync();
        var mask = Convert.ToBase64String(Bytes("pismo.png"));

        var result = await host.Answers($$"""[{"label":"sky","mask":"{{mask}}","score":0.9},{"label":"tree","mask":"{{mask}}"}]""")
            .RunAsync("image-segmentation", new() { ["image"] = await host.SampleAsync(Picture) });

        // JSON even without parameters.
        Convert.FromBase64String(host.Server.Requests[0].Json!["inputs"]!.GetValue<string>()).ShouldBe(Bytes(Picture));
        var masks = result.Value.ShouldBeOfType<ListValue>();
        masks.Modality.ShouldBe(Modality.Image);
        masks.Items.Cast<ArtifactValue>().Select(item => item.Artifact.Name).ShouldBe(["mask-sky.png", "mask-tree.png"]);
        masks.Items[0].Confidence.ShouldBe(0.9);
    }

    [Fact]
    public async Task RunAsync_ImageToImage_IsBytesAloneAndBase64WithAPrompt()
    {
        await using var host = await HuggingFaceHost.StartAsync();
        host.Answers("image/png", Bytes("pismo.png"));
        var file = await host.SampleAsync(Picture);

        var plain = await host.RunAsync("image-to-image", new() { ["image"] = file });
        var prompted = await host.RunAsync("image-to-image", new() { ["image"] = file }, new JsonObject { ["prompt"] = "at night" });

        // An edit by instruction is the same call with the instruction as the prompt.
        var edited = await host.RunAsync(
            "image-text-to-image", new() { ["image"] = file, ["text"] = new TextValue("at night") }, card: HuggingFaceHost.Card("image-text-to-image", mapped: "image-to-image"));

        host.Server.Requests[0].Body.ShouldBe(Bytes(Picture));
        host.Server.Requests[1].Json!["parameters"]!.ToJsonString().ShouldBe("""{"prompt":"at night"}""");
        host.Server.Requests[2].JsonText.ShouldBe(host.Server.Requests[1].JsonText);
        foreach (var result in new[] { plain, prompted, edited })
        {
            result.Value.ShouldBeOfType<ArtifactValue>(result.Error?.ToString()).Artifact.MediaType.ShouldBe("image/png");
        }
    }

    [Fact]
    public async Task RunAsync_ZeroShotImageClassification_SendsImageAndLabels()
    {
        await using var host = await HuggingFaceHost.StartAsync();
        var inputs = new Dictionary<string, Value> { ["image"] = await host.SampleAsync(Picture), ["candidate_labels"] = new TextValue("sea, hills") };

        var result = await host.Answers("""[{"label":"hills","score":0.9},{"label":"sea","score":0.1}]""").RunAsync("zero-shot-image-classification", inputs);

        result.Error.ShouldBeNull();
        var sent = host.Server.Requests[0].Json!;
        Convert.FromBase64String(sent["inputs"]!["image"]!.GetValue<string>()).ShouldBe(Bytes(Picture));
        sent["parameters"]!.ToJsonString().ShouldBe("""{"candidate_labels":["sea","hills"]}""");
    }

    [Theory]
    [InlineData("visual-question-answering", """[{"answer":"two","score":0.9},{"answer":"three","score":0.1}]""")]
    [InlineData("document-question-answering", """[{"answer":"two"}]""")]
    [InlineData("document-question-answering", """{"answer":"two","score":0.5,"start":1,"end":1}""")]
    public async Task RunAsync_QuestionsAboutImages_SendBothAndGiveTheBestAnswer(string task, string reply)
    {
        await using var host = await HuggingFaceHost.StartAsync();
        var inputs = new Dictionary<string, Value> { ["image"] = await host.SampleAsync(Picture), ["question"] = new TextValue("How many?") };

        var result = await host.Answers(reply).RunAsync(task, inputs);

        var sent = host.Server.Requests[0].Json!["inputs"]!;
        sent["question"]!.GetValue<string>().ShouldBe("How many?");
        Convert.FromBase64String(sent["image"]!.GetValue<string>()).ShouldBe(Bytes(Picture));
        result.Value.ShouldBeOfType<TextValue>(result.Error?.ToString()).Text.ShouldBe("two");
    }

    [Fact]
    public async Task RunAsync_ADocumentForAModelOfImages_LeavesTheStepToTheNextCandidate()
    {
        await using var host = await HuggingFaceHost.StartAsync();
        var inputs = new Dictionary<string, Value> { ["image"] = await host.SampleAsync("lease.pdf"), ["question"] = new TextValue("How many?") };

        var result = await host.RunAsync("document-question-answering", inputs);

        result.Error!.Kind.ShouldBe(StepErrorKind.Model);
        result.Error.ToString().ShouldContain("takes image as 'image', and 'lease.pdf' is application/pdf");
        host.Server.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("text-to-image", "pismo.png", "image/png")]
    [InlineData("text-to-speech", Sound, "audio/ogg")]
    [InlineData("text-to-audio", Sound, "audio/ogg")]
    public async Task RunAsync_MediaOutOfText_AreTheBytesOfTheReply(string task, string sample, string mediaType)
    {
        await using var host = await HuggingFaceHost.StartAsync();

        var result = await host.Answers(mediaType, Bytes(sample)).RunAsync(task, new() { ["text"] = new TextValue("a hill") });

        host.Server.Requests[0].JsonText.ShouldBe("""{"inputs":"a hill"}""");
        var artifact = result.Value.ShouldBeOfType<ArtifactValue>(result.Error?.ToString()).Artifact;
        artifact.MediaType.ShouldBe(mediaType);
        (await File.ReadAllBytesAsync(host.Store.PathOf(artifact), TestContext.Current.CancellationToken)).ShouldBe(Bytes(sample));
    }

    [Theory]
    [InlineData("""{"data":[{"b64_json":"IMAGE"}]}""")]
    [InlineData("""{"output":["URL/result.png"]}""")]
    public async Task RunAsync_TextToImage_AlsoReadsJson(string form)
    {
        await using var host = await HuggingFaceHost.StartAsync();
        var reply = form.Replace("URL", host.Server.Url, StringComparison.Ordinal).Replace("IMAGE", Convert.ToBase64String(Bytes("pismo.png")), StringComparison.Ordinal);
        host.Server.Answer = (request, context) => request.Path == "/result.png"
            ? LoopbackServer.WriteAsync(context, "image/png", Bytes("pismo.png"))
            : LoopbackServer.JsonAsync(context, reply);

        var result = await host.RunAsync("text-to-image", new() { ["text"] = new TextValue("a hill") }, new JsonObject { ["width"] = 512, ["seed"] = 1 });

        host.Server.Requests[0].Json!["parameters"]!.ToJsonString().ShouldBe("""{"width":512,"seed":1}""");
        result.Value.ShouldBeOfType<ArtifactValue>(result.Error?.ToString()).Artifact.MediaType.ShouldBe("image/png");
    }

    [Fact]
    public async Task RunAsync_SpeechAsSamples_BecomesAWavFile()
    {
        await using var host = await HuggingFaceHost.StartAsync();

        var result = await host.Answers("""{"audio":[[0.0,0.5,-0.5]],"sampling_rate":16000}""").RunAsync("text-to-speech", new() { ["text"] = new TextValue("hi") });

        var artifact = result.Value.ShouldBeOfType<ArtifactValue>(result.Error?.ToString()).Artifact;
        (artifact.MediaType, artifact.Size).ShouldBe(("audio/wav", 44 + 6));
    }

    [Fact]
    public async Task RunAsync_AudioToAudio_KeepsEveryTrack()
    {
        await using var host = await HuggingFaceHost.StartAsync();
        var blob = Convert.ToBase64String(Bytes(Sound));

        var result = await host.Answers($$"""[{"label":"voice","blob":"{{blob}}","content-type":"audio/ogg"},{"label":"noise","blob":"{{blob}}","content-type":"audio/ogg"}]""")
            .RunAsync("audio-to-audio", new() { ["audio"] = await host.SampleAsync(Sound) });

        host.Server.Requests[0].Body.ShouldBe(Bytes(Sound));
        var tracks = result.Value.ShouldBeOfType<ListValue>(result.Error?.ToString());
        tracks.Modality.ShouldBe(Modality.Audio);
        tracks.Items.Cast<ArtifactValue>().Select(item => item.Artifact.Name).ShouldBe(["audio-voice.ogg", "audio-noise.ogg"]);
    }

    [Fact]
    public async Task RunAsync_AnImageWhereSoundIsDue_IsTheModelsFailure()
    {
        await using var host = await HuggingFaceHost.StartAsync();

        var result = await host.Answers("audio/flac", Bytes("pismo.png")).RunAsync("text-to-speech", new() { ["text"] = new TextValue("hi") });

        result.Error!.Message.ShouldBe("org/model gave image/png where audio is due.");
    }

    [Fact]
    public void All_TheTasksOfHfInference_HaveAForm() => TaskWires.All.Keys.Append("conversational").Order(StringComparer.Ordinal).ShouldBe(
    [
        "audio-classification", "audio-to-audio", "automatic-speech-recognition", "conversational", "document-question-answering", "feature-extraction", "fill-mask",
        "image-classification", "image-segmentation", "image-to-image", "image-to-text", "object-detection", "question-answering", "sentence-similarity", "summarization",
        "table-question-answering", "tabular-classification", "tabular-regression", "text-classification", "text-generation", "text-to-audio", "text-to-image",
        "text-to-speech", "token-classification", "translation", "visual-question-answering", "zero-shot-classification", "zero-shot-image-classification",
    ]);

    private static byte[] Bytes(string sample) => File.ReadAllBytes(EngineHost.SamplePath(sample));
}
