using System.Text.Json;
using System.Text.Json.Nodes;
using Planner.Inference;
using Planner.Text;
using Planner.Values;

namespace Planner.IntegrationTests.Engines;

/// <summary>The engines that label, compare and rank texts, as a step runs them.</summary>
public sealed class TextEngineTests : IDisposable
{
    private readonly EngineHost _host = new();

    [Theory]
    [InlineData("Summarise this in 3 bullet points", 3, true)]
    [InlineData("Summarise this in two sentences", 2, false)]
    [InlineData("Перескажи двумя тезисами", 2, true)]
    public async Task Run_SummaryOfSoManySentences_HasThem(string instruction, int sentences, bool isList)
    {
        var article = await _host.SampleAsync("article.txt");

        var summary = (await _host.RunAsync("local/summarizer", "summarization", new() { ["text"] = article }, new JsonObject { ["max_sentences"] = sentences }, instruction: instruction))
            .Value.ShouldBeOfType<TextValue>();

        summary.Text.Split('\n').Length.ShouldBe(isList ? sentences : 1);
        summary.Text.Count(c => c == '•').ShouldBe(isList ? sentences : 0);
        summary.Sources.Count(source => source.Covers is not null).ShouldBe(sentences);
    }

    [Theory]
    [InlineData("review.txt", "POSITIVE")]
    [InlineData("otzyv.txt", "NEGATIVE")]
    public async Task Sentiment_Review_IsLabelledWithItsSource(string sample, string expected)
    {
        var review = await _host.SampleAsync(sample);
        var value = await RunAsync("local/sentiment", "text-classification", Modality.Labels, new() { ["text"] = review });

        value.Json.EnumerateArray().Select(item => item.GetProperty("label").GetString()).ShouldBe(["POSITIVE", "NEGATIVE", "NEUTRAL"], ignoreOrder: true);
        value.Json[0].GetProperty("label").GetString().ShouldBe(expected);
        value.Confidence.ShouldBe(value.Json[0].GetProperty("score").GetDouble());
        value.Sources.ShouldHaveSingleItem().ArtifactId.ShouldBe(review.Artifact.Id);
    }

    [Fact]
    public async Task Sentiment_TopOne_GivesOneLabel() =>
        (await RunAsync("local/sentiment", "text-classification", Modality.Labels, new() { ["text"] = new TextValue("Great!") }, new JsonObject { ["top_k"] = 1 }))
            .Json.GetArrayLength().ShouldBe(1);

    [Fact]
    public async Task Language_Text_IsNamed() =>
        (await RunAsync("local/language", "text-classification", Modality.Labels, new() { ["text"] = new TextValue("Где мои ключи?") }, instruction: "Name the language"))
            .Json[0].GetProperty("label").GetString().ShouldBe("ru");

    [Theory]
    [InlineData("local/sentiment", "", true)]
    [InlineData("local/sentiment", "Is this review positive?", true)]
    [InlineData("local/sentiment", "Label \"this is spam\"", true)]
    [InlineData("local/sentiment", "Is it spam?", false)]
    [InlineData("local/sentiment", "На каком языке написан текст?", false)]
    [InlineData("local/language", "На каком языке написан текст?", true)]
    [InlineData("local/language", "", false)]
    public void CanRun_WhatTheStepAsksFor_Decides(string engine, string instruction, bool expected) =>
        _host.CanRun(engine, "text-classification", instruction: instruction).CanRun.ShouldBe(expected);

    [Theory]
    [InlineData("delivery, billing or technical")]
    [InlineData("delivery\nbilling\ntechnical")]
    public async Task ZeroShot_LabelsAsOneText_AreParted(string labels)
    {
        var value = await RunAsync(
            "local/zero-shot", "zero-shot-classification", Modality.Labels,
            new() { ["text"] = new TextValue("The invoice was charged twice."), ["candidate_labels"] = new TextValue(labels) });

        value.Json.EnumerateArray().Select(item => item.GetProperty("label").GetString()).ShouldBe(["billing", "delivery", "technical"], ignoreOrder: true);
        value.Json[0].GetProperty("label").GetString().ShouldBe("billing");
    }

    [Fact]
    public async Task ZeroShot_LabelsAsParameter_AreTaken() =>
        (await RunAsync(
            "local/zero-shot", "zero-shot-classification", Modality.Labels, new() { ["text"] = new TextValue("Матч закончился вничью.") },
            new JsonObject { ["candidate_labels"] = new JsonArray("спорт", "еда") })).Json[0].GetProperty("label").GetString().ShouldBe("спорт");

    [Fact]
    public async Task Similarity_Sentences_GetAScoreEach()
    {
        var value = await RunAsync(
            "local/similarity", "sentence-similarity", Modality.Scores,
            new() { ["source_sentence"] = new TextValue("The shop is shut."), ["sentences"] = Texts("The store is closed.", "Bees make honey.") });

        var scores = value.Json.EnumerateArray().Select(score => score.GetDouble()).ToArray();
        scores.Length.ShouldBe(2);
        scores[0].ShouldBeGreaterThan(scores[1]);
    }

    [Fact]
    public async Task Ranker_ArticleOfManyParagraphs_FindsTheOne()
    {
        var article = await _host.SampleAsync("article.txt");
        var value = await RunAsync(
            "local/ranker", "text-ranking", Modality.Scores,
            new() { ["query"] = new TextValue("How should a spare phone be stored?"), ["documents"] = article }, new JsonObject { ["top_k"] = 1 });

        var scores = value.Json.EnumerateArray().Select(score => score.GetDouble()).ToArray();
        scores.Index().Where(score => score.Item > 0).Select(score => score.Index).ShouldBe([5]);
        value.Sources.ShouldHaveSingleItem().Name.ShouldBe("article.txt");
    }

    [Fact]
    public async Task Embedder_Text_IsAVectorOfLengthOne()
    {
        var value = await RunAsync("local/embedder", "feature-extraction", Modality.Vector, new() { ["text"] = new TextValue("Осень в лесу") });
        value.Json.GetArrayLength().ShouldBe(256);
        value.Json.EnumerateArray().Sum(number => number.GetDouble() * number.GetDouble()).ShouldBe(1, 1e-4);
    }

    [Fact]
    public async Task Entities_TextWithSources_PointsFromEachSpanToItsPlace()
    {
        var text = new TextValue("Page one: Maria Lopez. Page two: Riga.")
        {
            Sources = [new ValueSource { Name = "a", Covers = new TextSpan(0, 22) }, new ValueSource { Name = "b", Covers = new TextSpan(23, 38) }],
        };
        var value = await RunAsync("local/entities", "token-classification", Modality.Spans, new() { ["text"] = text });

        value.Json.EnumerateArray().Select(span => $"{span.GetProperty("entity_group")} {span.GetProperty("word")} {span.GetProperty("start")}-{span.GetProperty("end")}")
            .ShouldBe(["PER Maria Lopez 10-21", "LOC Riga 33-37"]);
        value.Json[0].GetProperty("score").GetDouble().ShouldBeInRange(0.5, 1);
        var words = ValueText.Of(value)!;
        value.Sources.Select(source => (source.Name, source.Covers!.Value.In(words).ToString())).ShouldBe([("a", "Maria Lopez"), ("b", "Riga")]);
    }

    [Theory]
    [InlineData("local/sentiment", "text-classification", "text")]
    [InlineData("local/zero-shot", "zero-shot-classification", "text")]
    [InlineData("local/similarity", "sentence-similarity", "source_sentence")]
    [InlineData("local/ranker", "text-ranking", "query")]
    [InlineData("local/embedder", "feature-extraction", "text")]
    [InlineData("local/entities", "token-classification", "text")]
    public async Task RunAsync_PictureOrNothingOrSilence_IsBadInput(string engine, string task, string slot)
    {
        foreach (var inputs in (Dictionary<string, Value>[])[[], new() { [slot] = new TextValue(" ") }, new() { [slot] = await _host.SampleAsync("pismo.png") }])
        {
            var result = await _host.RunAsync(engine, task, inputs);
            result.Error.ShouldNotBeNull().Kind.ShouldBe(StepErrorKind.BadInput);
        }
    }

    [Fact]
    public async Task RunAsync_NothingToCompareWith_IsBadInput()
    {
        var text = new TextValue("Hello");
        foreach (var (engine, task, slot) in ((string, string, string)[])[
            ("local/zero-shot", "zero-shot-classification", "text"), ("local/similarity", "sentence-similarity", "source_sentence"), ("local/ranker", "text-ranking", "query")])
        {
            (await _host.RunAsync(engine, task, new() { [slot] = text })).Error.ShouldNotBeNull().Kind.ShouldBe(StepErrorKind.BadInput);
        }
    }

    [Fact]
    public async Task Entities_TextBeyondTheLimit_IsRefused() =>
        (await _host.RunAsync("local/entities", "token-classification", new() { ["text"] = new TextValue(new string('a', 400_001)) }))
            .Error.ShouldNotBeNull().Message.ShouldContain("at most 400000");

    public void Dispose() => _host.Dispose();

    private static ListValue Texts(params string[] texts) => new([.. texts.Select(text => new TextValue(text))]);

    private async Task<StructuredValue> RunAsync(
        string engine, string task, Modality shape, Dictionary<string, Value> inputs, JsonObject? parameters = null, string instruction = "")
    {
        var result = await _host.RunAsync(engine, task, inputs, parameters, instruction: instruction);
        result.Error.ShouldBeNull();
        var value = result.Value.ShouldBeOfType<StructuredValue>();
        value.Shape.ShouldBe(shape);
        value.Json.ValueKind.ShouldBe(JsonValueKind.Array);
        return value;
    }
}
