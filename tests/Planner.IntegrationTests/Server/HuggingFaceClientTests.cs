using System.Text.Json;
using System.Text.Json.Nodes;
using Planner.Artifacts;
using Planner.Inference;
using Planner.IntegrationTests.Engines;
using Planner.Values;

namespace Planner.IntegrationTests.Server;

/// <summary>The real <c>@huggingface/inference</c> client against our server.</summary>
public sealed class HuggingFaceClientTests
{
    private const string Pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Client_TasksOfBuiltInEngines_GetsTheirResults()
    {
        await using var server = await EngineServer.StartAsync();

        var replies = await server.HuggingFaceAsync(
            ("local/sentiment", "textClassification", new JsonObject { ["inputs"] = "I love this phone, it is wonderful." }),
            ("local/entities", "tokenClassification", new JsonObject { ["inputs"] = "Mail ann@example.org by 3 May 2026." }),
            ("local/reader", "questionAnswering", new JsonObject { ["inputs"] = new JsonObject { ["question"] = "Where does Ann live?", ["context"] = "Ann Smith lives in Berlin. She is a doctor." } }),
            ("local/table-reader", "tableQuestionAnswering", new JsonObject { ["inputs"] = new JsonObject { ["query"] = "How much did Berlin sell?", ["table"] = JsonNode.Parse("""{"city":["Berlin","Paris"],"sold":["120","80"]}""") } }),
            ("local/zero-shot", "zeroShotClassification", new JsonObject { ["inputs"] = "The invoice was charged twice to my card", ["parameters"] = JsonNode.Parse("""{"candidate_labels":["billing","weather"]}""") }),
            ("local/summarizer", "summarization", new JsonObject { ["inputs"] = await File.ReadAllTextAsync(EngineHost.SamplePath("article.txt"), Stop) }),
            ("local/similarity", "sentenceSimilarity", new JsonObject { ["inputs"] = JsonNode.Parse("""{"source_sentence":"The cat sleeps","sentences":["A cat is sleeping","Stocks fell sharply"]}""") }),
            ("local/embedder", "featureExtraction", new JsonObject { ["inputs"] = "one text" }),
            ("local/embedder", "featureExtraction", new JsonObject { ["inputs"] = JsonNode.Parse("""["one text","another"]""") }));

        replies[0].Result()[0]!["label"]!.GetValue<string>().ShouldBe("POSITIVE");
        replies[1].Result().AsArray().Select(entity => entity!["entity_group"]!.GetValue<string>()).ShouldContain("EMAIL");
        var answer = replies[2].Result();
        answer["answer"]!.GetValue<string>().ShouldContain("Berlin");
        "Ann Smith lives in Berlin. She is a doctor."[answer["start"]!.GetValue<int>()..answer["end"]!.GetValue<int>()].ShouldBe(answer["answer"]!.GetValue<string>());
        var cell = replies[3].Result();
        cell["answer"]!.GetValue<string>().ShouldContain("120");
        cell["cells"]!.AsArray().Select(text => text!.GetValue<string>()).ShouldContain("120");
        replies[4].Result()[0]!["label"]!.GetValue<string>().ShouldBe("billing");
        replies[5].Result()["summary_text"]!.GetValue<string>().Length.ShouldBeGreaterThan(20);
        replies[6].Result()[0]!.GetValue<double>().ShouldBeGreaterThan(replies[6].Result()[1]!.GetValue<double>());
        replies[7].Result().AsArray().Count.ShouldBe(256);
        replies[8].Result().AsArray().Select(vector => vector!.AsArray().Count).ShouldBe([256, 256]);
    }

    [Fact]
    public async Task Client_TasksOfEnginesWithPrograms_GetsTheirResults()
    {
        await using var server = await EngineServer.StartAsync();
        await SkipWithoutAsync(server, "local/ocr", "local/apertium", "local/espeak-ng", "local/imagemagick", "local/audio-tools");
        var page = new JsonObject { ["$file"] = EngineHost.SamplePath("invoice-page-1.png"), ["type"] = "image/png" };
        var memo = new JsonObject { ["$file"] = EngineHost.SamplePath("voice-memo.ogg"), ["type"] = "audio/ogg" };

        var replies = await server.HuggingFaceAsync(
            ("local/ocr", "imageToText", new JsonObject { ["data"] = page.DeepClone() }),
            ("local/reader", "documentQuestionAnswering", new JsonObject { ["inputs"] = new JsonObject { ["question"] = "When does the work on the roof begin?", ["image"] = page.DeepClone() } }),
            ("local/apertium", "translation", new JsonObject { ["inputs"] = "The house is big.", ["parameters"] = JsonNode.Parse("""{"src_lang":"en","tgt_lang":"es"}""") }),
            ("local/espeak-ng", "textToSpeech", new JsonObject { ["inputs"] = "Good morning." }),
            ("local/imagemagick", "imageToImage", new JsonObject { ["inputs"] = new JsonObject { ["$file"] = EngineHost.SamplePath("landscape.jpg"), ["type"] = "image/jpeg" }, ["parameters"] = JsonNode.Parse("""{"prompt":"rotate it by 90 degrees"}""") }),
            ("local/audio-tools", "request", new JsonObject { ["inputs"] = Convert.ToBase64String(await File.ReadAllBytesAsync(EngineHost.SamplePath("voice-memo.ogg"), Stop)), ["parameters"] = JsonNode.Parse("""{"prompt":"make it twice as fast"}""") }),
            ("local/voice-activity", "request", new JsonObject { ["data"] = memo.DeepClone() }),
            ("local/image-facts", "visualQuestionAnswering", new JsonObject { ["inputs"] = new JsonObject { ["question"] = "What is its size in pixels?", ["image"] = page.DeepClone() } }));

        replies[0].Result()["generated_text"]!.GetValue<string>().Length.ShouldBeGreaterThan(50);
        replies[1].Result()["answer"]!.GetValue<string>().ShouldContain("3 May");
        replies[2].Result()["translation_text"]!.GetValue<string>().ShouldContain("casa");
        replies[3].Result()["blob"]!.GetValue<string>().ShouldBe("audio/wav");
        replies[3].Result()["head"]!.GetValue<string>().ShouldBe("RIFF");
        replies[4].Result()["blob"]!.GetValue<string>().ShouldStartWith("image/");
        replies[5].Result()[0]!["content-type"]!.GetValue<string>().ShouldStartWith("audio/");
        replies[6].Result()[0]!["entity_group"]!.GetValue<string>().ShouldBe("speech");
        replies[7].Result()["answer"]!.GetValue<string>().ShouldMatch(@"\d{3,4}");
    }

    [Fact]
    public async Task Client_TasksOfOtherModels_ReadsRecordedReplies()
    {
        ArtifactStore store = null!;
        Value Labels() => Json(Modality.Labels, """[{"label":"cat","score":0.9},{"label":"dog","score":0.1}]""");
        Value Boxes() => Json(Modality.Boxes, """[{"label":"cat","score":0.9,"box":{"xmin":1,"ymin":2,"xmax":3,"ymax":4}}]""");
        Value Image() => new ArtifactValue(store.PutAsync(new MemoryStream(Convert.FromBase64String(Pixel)), "cat.png").GetAwaiter().GetResult());
        Value Sound() => new ArtifactValue(store.PutFileAsync(EngineHost.SamplePath("voice-memo.ogg")).GetAwaiter().GetResult());
        var backend = new RecordedBackend(new Dictionary<string, Func<Value>>
        {
            ["automatic-speech-recognition"] = () => new TextValue("hello world"),
            ["audio-classification"] = Labels,
            ["audio-to-audio"] = Sound,
            ["image-classification"] = Labels,
            ["object-detection"] = Boxes,
            ["image-segmentation"] = Image,
            ["zero-shot-image-classification"] = Labels,
            ["text-to-image"] = Image,
            ["visual-question-answering"] = () => new TextValue("two") { Confidence = 0.8 },
            ["fill-mask"] = () => Json(Modality.Labels, """[{"score":0.5,"token":1,"token_str":"Paris","sequence":"Paris is big"}]"""),
            ["text-generation"] = () => new TextValue("and so on"),
            ["conversational"] = () => new TextValue("Hello!"),
            ["tabular-regression"] = () => Json(Modality.Table, """{"columns":["a","y"],"rows":[["1","2.5"],["2","3.5"]]}"""),
            ["text-to-audio"] = Sound,
        });
        await using var server = await EngineServer.StartAsync(backend);
        store = server.Get<ArtifactStore>();
        var image = new JsonObject { ["$file"] = EngineHost.SamplePath("landscape.jpg"), ["type"] = "image/jpeg" };
        var sound = new JsonObject { ["$file"] = EngineHost.SamplePath("voice-memo.ogg"), ["type"] = "audio/ogg" };
        JsonObject Data(JsonObject file) => new() { ["data"] = file.DeepClone() };

        var replies = await server.HuggingFaceAsync(
            ("test/automatic-speech-recognition", "automaticSpeechRecognition", Data(sound)),
            ("test/audio-classification", "audioClassification", Data(sound)),
            ("test/audio-to-audio", "audioToAudio", Data(sound)),
            ("test/image-classification", "imageClassification", Data(image)),
            ("test/object-detection", "objectDetection", Data(image)),
            ("test/image-segmentation", "imageSegmentation", new JsonObject { ["inputs"] = image.DeepClone() }),
            ("test/zero-shot-image-classification", "zeroShotImageClassification", new JsonObject { ["inputs"] = new JsonObject { ["image"] = image.DeepClone() }, ["parameters"] = JsonNode.Parse("""{"candidate_labels":["cat","dog"]}""") }),
            ("test/text-to-image", "textToImage", new JsonObject { ["inputs"] = "a cat" }),
            ("test/visual-question-answering", "visualQuestionAnswering", new JsonObject { ["inputs"] = new JsonObject { ["question"] = "How many?", ["image"] = image.DeepClone() } }),
            ("test/fill-mask", "fillMask", new JsonObject { ["inputs"] = "[MASK] is big" }),
            ("test/text-generation", "textGeneration", new JsonObject { ["inputs"] = "Once", ["parameters"] = JsonNode.Parse("""{"max_new_tokens":5}""") }),
            ("test/conversational", "chatCompletion", new JsonObject { ["messages"] = JsonNode.Parse("""[{"role":"user","content":"Hi"}]""") }),
            ("test/conversational", "chatCompletionStream", new JsonObject { ["messages"] = JsonNode.Parse("""[{"role":"user","content":"Hi"}]""") }),
            ("test/tabular-regression", "tabularRegression", new JsonObject { ["inputs"] = JsonNode.Parse("""{"data":{"a":["1","2"]}}""") }),
            ("test/text-to-audio", "textToAudio", new JsonObject { ["inputs"] = "rain" }),
            ("test/none", "summarization", new JsonObject { ["inputs"] = "x" }));

        replies[0].Result()["text"]!.GetValue<string>().ShouldBe("hello world");
        replies[1].Result()[0]!["label"]!.GetValue<string>().ShouldBe("cat");
        replies[2].Result()[0]!["content-type"]!.GetValue<string>().ShouldBe("audio/ogg");
        replies[3].Result()[0]!["label"]!.GetValue<string>().ShouldBe("cat");
        replies[4].Result()[0]!["box"]!["xmax"]!.GetValue<int>().ShouldBe(3);
        replies[5].Result()[0]!["mask"]!.GetValue<string>().ShouldBe(Pixel);
        replies[6].Result()[0]!["score"]!.GetValue<double>().ShouldBe(0.9);
        replies[7].Result()["blob"]!.GetValue<string>().ShouldBe("image/png");
        replies[8].Result()["answer"]!.GetValue<string>().ShouldBe("two");
        replies[9].Result()[0]!["token_str"]!.GetValue<string>().ShouldBe("Paris");
        replies[10].Result()["generated_text"]!.GetValue<string>().ShouldBe("and so on");
        replies[11].Result()["choices"]![0]!["message"]!["content"]!.GetValue<string>().ShouldBe("Hello!");
        replies[12].Result()[0]!["choices"]![0]!["delta"]!["content"]!.GetValue<string>().ShouldBe("Hello!");
        replies[13].Result().AsArray().Select(number => number!.GetValue<double>()).ShouldBe([2.5, 3.5]);
        replies[14].Result()["blob"]!.GetValue<string>().ShouldBe("audio/ogg");
        replies[15]!["status"]!.GetValue<int>().ShouldBe(404);
        replies[15]!["error"]!.GetValue<string>().ShouldContain("'test/none' does not exist");
    }

    private static StructuredValue Json(Modality shape, string json) => new(shape, JsonDocument.Parse(json).RootElement);

    private static async Task SkipWithoutAsync(EngineServer server, params string[] engines)
    {
        var missing = (await server.Get<ILocalEngines>().ProbeAsync(Stop)).Where(engine => engines.Contains(engine.Id) && !engine.Available).SelectMany(engine => engine.Missing).Distinct().ToList();
        if (missing.Count > 0)
        {
            Assert.Skip($"not installed: apt-get install -y {string.Join(' ', missing)}");
        }
    }
}
