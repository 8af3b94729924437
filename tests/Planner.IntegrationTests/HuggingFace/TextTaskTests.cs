using System.Text.Json.Nodes;
using Planner.Inference;
using Planner.Text;
using Planner.Values;

namespace Planner.IntegrationTests.HuggingFace;

/// <summary>What goes out and what comes back for the text tasks of hf-inference, over real HTTP.</summary>
public sealed class TextTaskTests
{
    [Theory]
    // Nested as recorded, flat as the schema has it.
    [InlineData("text-classification", """[[{"label":"POSITIVE","score":0.9},{"label":"NEGATIVE","score":0.1}]]""", """[{"label":"POSITIVE","score":0.9},{"label":"NEGATIVE","score":0.1}]""")]
    [InlineData("text-classification", """[{"label":"NEGATIVE","score":0.1},{"label":"POSITIVE","score":0.9}]""", """[{"label":"POSITIVE","score":0.9},{"label":"NEGATIVE","score":0.1}]""")]
    [InlineData("fill-mask", """[{"score":0.6,"token":5,"token_str":" Paris","sequence":"Paris is"}]""", """[{"label":"Paris","score":0.6}]""")]
    public async Task RunAsync_LabelsOfAText_ComeInEveryForm(string task, string reply, string labels)
    {
        await using var host = await HuggingFaceHost.StartAsync();

        var result = await host.Answers(reply).RunAsync(task, Text("I [MASK] it"), new JsonObject { ["top_k"] = 2 });

        var request = host.Server.Requests.ShouldHaveSingleItem();
        request.Path.ShouldBe("/hf-inference/models/org/model");
        request.JsonText.ShouldBe("""{"inputs":"I [MASK] it","parameters":{"top_k":2}}""");
        request.Key.ShouldBe("Bearer hf_testtoken");
        Json(result).ShouldBe(labels);
    }

    [Theory]
    [InlineData("""[{"entity_group":"PER","score":0.99,"word":"anna","start":0,"end":4}]""")]
    [InlineData("""[[{"entity":"B-PER","score":0.99,"word":"Anna","start":null,"end":null}]]""")]
    public async Task RunAsync_TokenClassification_GivesSpansOfTheTextItself(string reply)
    {
        await using var host = await HuggingFaceHost.StartAsync();

        var result = await host.Answers(reply).RunAsync("token-classification", Text("Anna works"), new JsonObject { ["aggregation_strategy"] = "simple" });

        host.Server.Requests[0].JsonText.ShouldBe("""{"inputs":"Anna works","parameters":{"aggregation_strategy":"simple"}}""");
        Json(result).ShouldBe("""[{"entity_group":"PER","word":"Anna","start":0,"end":4,"score":0.99}]""");
    }

    [Theory]
    [InlineData("""{"answer":"Berlin","score":0.8,"start":10,"end":16}""")]
    [InlineData("""[{"answer":"Berlin","score":0.8,"start":10,"end":16},{"answer":"in","score":0.1,"start":7,"end":9}]""")]
    public async Task RunAsync_QuestionAnswering_GivesTheBestAnswerWithItsPlace(string reply)
    {
        await using var host = await HuggingFaceHost.StartAsync();
        var context = new TextValue("I live in Berlin.") { Sources = [new ValueSource { ArtifactId = "a_1", Page = 3 }] };

        var result = await host.Answers(reply).RunAsync("question-answering", new() { ["question"] = new TextValue("Where?"), ["context"] = context });

        host.Server.Requests[0].JsonText.ShouldBe("""{"inputs":{"question":"Where?","context":"I live in Berlin."}}""");
        var answer = result.Value.ShouldBeOfType<TextValue>();
        (answer.Text, answer.Confidence).ShouldBe(("Berlin", 0.8));
        answer.Sources.ShouldHaveSingleItem().ShouldBe(new ValueSource { ArtifactId = "a_1", Page = 3, Covers = new TextSpan(0, 6) });
    }

    [Theory]
    [InlineData("""[{"label":"billing","score":0.7},{"label":"other","score":0.3}]""")]
    [InlineData("""{"sequence":"x","labels":["billing","other"],"scores":[0.7,0.3]}""")]
    [InlineData("""[{"sequence":"x","labels":["billing","other"],"scores":[0.7,0.3]}]""")]
    public async Task RunAsync_ZeroShotClassification_SendsTheLabelsAndReadsBothForms(string reply)
    {
        await using var host = await HuggingFaceHost.StartAsync();
        var inputs = Text("My invoice is wrong");
        inputs["candidate_labels"] = new ListValue([new TextValue("billing"), new TextValue("other")]);

        var result = await host.Answers(reply).RunAsync("zero-shot-classification", inputs, new JsonObject { ["multi_label"] = true });

        host.Server.Requests[0].JsonText.ShouldBe(
            """{"inputs":"My invoice is wrong","parameters":{"multi_label":true,"candidate_labels":["billing","other"]}}""");
        Json(result).ShouldBe("""[{"label":"billing","score":0.7},{"label":"other","score":0.3}]""");
    }

    [Theory]
    [InlineData("""[{"summary_text":"Short."}]""")]
    [InlineData("""{"summary_text":"Short."}""")]
    public async Task RunAsync_Summarization_PutsLengthsWhereTheSchemaHasThem(string reply)
    {
        await using var host = await HuggingFaceHost.StartAsync();

        var result = await host.Answers(reply).RunAsync("summarization", Text("Long."), new JsonObject { ["max_length"] = 20 });

        host.Server.Requests[0].JsonText.ShouldBe("""{"inputs":"Long.","parameters":{"generate_parameters":{"max_length":20}}}""");
        result.Value.ShouldBe(new TextValue("Short."), TextOnly);
    }

    [Theory]
    [InlineData("org/model", "es", "es")]
    [InlineData("facebook/nllb-200-distilled-600M", "es", "spa_Latn")]
    [InlineData("facebook/nllb-200-distilled-600M", "Swahili", "swh_Latn")]
    [InlineData("facebook/nllb-200-distilled-600M", "zho_Hant", "zho_Hant")]
    [InlineData("facebook/nllb-200-distilled-600M", "tlh", "tlh")]
    [InlineData("facebook/mbart-large-50-many-to-many-mmt", "es", "es_XX")]
    [InlineData("facebook/mbart-large-50-many-to-many-mmt", "Bengali", "bn_IN")]
    public async Task RunAsync_Translation_NamesTheLanguageAsTheModelDoes(string model, string language, string code)
    {
        await using var host = await HuggingFaceHost.StartAsync();

        var result = await host.Answers("""[{"translation_text":"Hola"}]""")
            .RunAsync("translation", Text("Hello"), new JsonObject { ["target_language"] = language }, HuggingFaceHost.Card("translation", id: model));

        host.Server.Requests[0].Path.ShouldBe($"/hf-inference/models/{model}");
        host.Server.Requests[0].JsonText.ShouldBe($$$"""{"inputs":"Hello","parameters":{"tgt_lang":"{{{code}}}"}}""");
        result.Value.ShouldBe(new TextValue("Hola", Language.CodeOf(language)), TextOnly);
    }

    [Theory]
    [InlineData("[0.1,0.2,0.3]", "[0.1,0.2,0.3]")]
    [InlineData("[[0.1,0.2,0.3]]", "[0.1,0.2,0.3]")]
    [InlineData("[[[0.1,0.2],[0.3,0.4]]]", "[[0.1,0.2],[0.3,0.4]]")]
    public async Task RunAsync_FeatureExtraction_TakesVectorsAtAnyDepth(string reply, string vector)
    {
        await using var host = await HuggingFaceHost.StartAsync();

        var result = await host.Answers(reply).RunAsync("feature-extraction", Text("Hi"), new JsonObject { ["normalize"] = true });

        host.Server.Requests[0].Path.ShouldBe("/hf-inference/models/org/model/pipeline/feature-extraction");
        host.Server.Requests[0].JsonText.ShouldBe("""{"inputs":"Hi","normalize":true}""");
        Json(result).ShouldBe(vector);
        result.Value!.Modality.ShouldBe(Modality.Vector);
    }

    [Fact]
    public async Task RunAsync_SentenceSimilarity_AlsoOfAModelMappedToVectors()
    {
        await using var host = await HuggingFaceHost.StartAsync();
        var inputs = new Dictionary<string, Value>
        {
            ["source_sentence"] = new TextValue("a"),
            ["sentences"] = new ListValue([new TextValue("b"), new TextValue("c")]),
        };

        var result = await host.Answers("[0.5,0.25]").RunAsync("sentence-similarity", inputs, card: HuggingFaceHost.Card("sentence-similarity", mapped: "feature-extraction"));

        host.Server.Requests[0].Path.ShouldBe("/hf-inference/models/org/model/pipeline/sentence-similarity");
        host.Server.Requests[0].JsonText.ShouldBe("""{"inputs":{"source_sentence":"a","sentences":["b","c"]}}""");
        Json(result).ShouldBe("[0.5,0.25]");
    }

    [Theory]
    [InlineData("""{"choices":[{"text":" and so on"}]}""")]
    [InlineData("""[{"generated_text":"and so on"}]""")]
    public async Task RunAsync_TextGeneration_FlattensAndRenamesParameters(string reply)
    {
        await using var host = await HuggingFaceHost.StartAsync();

        var result = await host.Answers(reply).RunAsync("text-generation", Text("Once"), new JsonObject { ["max_new_tokens"] = 5, ["temperature"] = 0.5 });

        host.Server.Requests[0].Path.ShouldBe("/hf-inference/models/org/model/v1/completions");
        host.Server.Requests[0].JsonText.ShouldBe("""{"model":"org/model","prompt":"Once","max_tokens":5,"temperature":0.5}""");
        result.Value.ShouldBe(new TextValue("and so on"), TextOnly);
    }

    [Fact]
    public async Task RunAsync_TableQuestionAnswering_SendsColumnsOfTextAndPointsToCells()
    {
        await using var host = await HuggingFaceHost.StartAsync();
        var inputs = new Dictionary<string, Value> { ["question"] = new TextValue("How old is Bo?"), ["table"] = await host.FileAsync("people.csv", "Name,Age\nAda,36\nBo,41\n") };

        var result = await host.Answers("""{"answer":"41","coordinates":[[1,1]],"cells":["41"]}""").RunAsync("table-question-answering", inputs);

        var sent = host.Server.Requests[0].Json!["inputs"]!;
        sent["table"]!.ToJsonString().ShouldBe("""{"Name":["Ada","Bo"],"Age":["36","41"]}""");
        sent["question"]!.GetValue<string>().ShouldBe("How old is Bo?");
        var answer = result.Value.ShouldBeOfType<TextValue>();
        answer.Text.ShouldBe("41");
        var cell = answer.Sources.ShouldHaveSingleItem();
        (cell.Row, cell.Column, cell.Name).ShouldBe((1, "Age", "people.csv"));
    }

    [Theory]
    [InlineData("tabular-classification", "[1,0]", "species")]
    [InlineData("tabular-regression", "[1.5,2.5]", null)]
    public async Task RunAsync_TabularTasks_AppendAColumn(string task, string reply, string? column)
    {
        await using var host = await HuggingFaceHost.StartAsync();
        var inputs = new Dictionary<string, Value> { ["table"] = await host.FileAsync("t.csv", "a,b\n1,2\n3,4\n") };

        var result = await host.Answers(reply).RunAsync(task, inputs, column is null ? null : new JsonObject { ["target_column"] = column });

        host.Server.Requests[0].JsonText.ShouldBe("""{"inputs":{"data":{"a":["1","3"],"b":["2","4"]}}}""");
        var numbers = JsonNode.Parse(reply)!.AsArray();
        Json(result).ShouldBe($$"""{"columns":["a","b","{{column ?? "prediction"}}"],"rows":[["1","2",{{numbers[0]}}],["3","4",{{numbers[1]}}]]}""");
    }

    [Theory]
    [InlineData("text-classification", """{"hello":1}""")]
    [InlineData("summarization", """[{"generated_text":"x"}]""")]
    [InlineData("feature-extraction", """{"data":[{"embedding":[1]}]}""")]
    [InlineData("text-classification", "<html>login</html>")]
    public async Task RunAsync_AReplyOfAnotherForm_IsTheModelsFailure(string task, string reply)
    {
        await using var host = await HuggingFaceHost.StartAsync();

        var result = await host.Answers(reply).RunAsync(task, Text("Hi"));

        result.Error!.Kind.ShouldBe(StepErrorKind.Model);
        result.Error.Message.ShouldContain("gave a reply of an unknown form");
    }

    private static readonly IEqualityComparer<Value?> TextOnly =
        EqualityComparer<Value?>.Create((one, other) => one is TextValue a && other is TextValue b && (a.Text, a.Language) == (b.Text, b.Language), _ => 0);

    private static Dictionary<string, Value> Text(string text) => new() { ["text"] = new TextValue(text) };

    private static string Json(InferenceResult result) => result.Value.ShouldBeOfType<StructuredValue>(result.Error?.ToString()).Json.GetRawText();
}
