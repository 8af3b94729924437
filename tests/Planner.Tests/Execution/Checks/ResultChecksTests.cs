using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Planner.Catalog;
using Planner.Execution.Checks;
using Planner.Inference;
using Planner.Planning;
using Planner.Tests.Catalog;
using Planner.Values;

namespace Planner.Tests.Execution.Checks;

public sealed class ResultChecksTests
{
    private const string English = "The tenant must give notice in writing at least three months before the end of the year, and pay the rent until then.";
    private const string Spanish = "El inquilino debe avisar por escrito al menos tres meses antes del final del año, y pagar la renta hasta entonces.";
    private const string French = "Le locataire doit donner son congé par écrit au moins trois mois avant la fin de l'année, et payer le loyer jusque-là.";
    private const string Russian = "Арендатор должен уведомить письменно не менее чем за три месяца до конца года и платить до этого времени.";

    private static readonly TaskTaxonomy Taxonomy = ShippedCatalog.Taxonomy();

    private readonly ResultChecks _checks = new ServiceCollection().AddLogging().AddResultChecks().BuildServiceProvider().GetRequiredService<ResultChecks>();

    [Theory]
    [InlineData(English, "es", English, "gave the text back untranslated")]
    [InlineData(English, "es", "THE TENANT must give notice in writing, at least three months before the end of the year and pay the rent until then!", "gave the text back untranslated")]
    [InlineData(English, "es", "Sure! The tenant has to give a notice in writing three months before the year ends and go on paying the rent.", "gave English where Spanish is due: the text is not translated")]
    [InlineData(English, "ru", Spanish, "weak: gave what looks like Spanish where Russian is due")]
    [InlineData(English, "es", "Aviso.", "weak: gave 6 letters for a text of 117: something is missing or made up")]
    [InlineData(English, "es", Spanish, null)]
    [InlineData(English, "Spanish", Spanish, null)]
    [InlineData(English, "ru", Russian, null)]

    // What is in the language already, names, and languages that can't be told apart here are let pass.
    [InlineData(Spanish, "es", Spanish, null)]
    [InlineData("Maria Lopez", "es", "Maria Lopez", null)]
    [InlineData(English, "nl", "De huurder moet ten minste drie maanden voor het einde van het jaar schriftelijk opzeggen en tot dan de huur betalen.", null)]
    [InlineData(English, null, French, null)]
    public async Task ApplyAsync_Translation_IsAnotherTextInTheLanguageAskedFor(string text, string? language, string translated, string? expected) =>
        (await CheckAsync("translation", new() { ["text"] = new TextValue(text) }, new TextValue(translated), language is null ? null : new JsonObject { ["target_language"] = language }))
            .ShouldBe(expected);

    [Fact]
    public async Task ApplyAsync_Summary_IsShorterAndInTheTextsLanguage()
    {
        var text = string.Join(' ', Enumerable.Repeat(English, 4));

        (await SummaryAsync(English)).ShouldBeNull();
        (await SummaryAsync(text + " Yes.")).ShouldBe("weak: gave a summary as long as the text itself");
        (await SummaryAsync(Spanish)).ShouldBe("weak: summarised a text in English in Spanish");

        Task<string?> SummaryAsync(string summary) => CheckAsync("summarization", new() { ["text"] = new TextValue(text) }, new TextValue(summary));
    }

    [Theory]
    [InlineData("text-generation", "I think that " + "it is so and it is so and it is so and it is so and it is so and it is so and it is so", "weak: repeats “and it is so” 6 times")]
    [InlineData("automatic-speech-recognition", "Thank you. Thank you. Thank you. Thank you. Thank you. Thank you. Thank you. Thank you. Thank you. Thank you.", "weak: repeats “thank you” 10 times at its end")]
    [InlineData("text-generation", "Row, row, row your boat, gently down the stream. Merrily, merrily, merrily, merrily, life is but a dream.", null)]
    [InlineData("image-to-text", "no no no no no no no no no no no no no no no no no no no no no no no no", null)]
    public async Task ApplyAsync_ATextThatEndsInALoop_IsPoor(string task, string text, string? expected)
    {
        var flaw = await CheckAsync(task, [], new TextValue(text));

        if (expected is null)
        {
            flaw.ShouldBeNull();
        }
        else
        {
            flaw.ShouldNotBeNull().ShouldStartWith(expected);
        }
    }

    [Theory]
    [InlineData("[BLANK_AUDIO]")]
    [InlineData(" (music) ♪♪ [applause]")]
    [InlineData("<|nospeech|> ...")]
    public async Task ApplyAsync_ATranscriptWithoutWords_IsNone(string text) =>
        (await CheckAsync("automatic-speech-recognition", [], new TextValue(text))).ShouldBe("heard no words");

    [Theory]
    [InlineData("image-to-text", 0.31, "weak: was only 31 % sure of what it read")]
    [InlineData("image-to-text", 0.9, null)]
    [InlineData("question-answering", 0.31, null)]
    public async Task ApplyAsync_AReaderThatIsNotSure_IsPoor(string task, double confidence, string? expected) =>
        (await CheckAsync(task, [], new TextValue("Invo1ce") { Confidence = confidence })).ShouldBe(expected);

    [Theory]
    [InlineData("text-classification", """[]""", "gave no label")]
    [InlineData("text-classification", """[{"label":"","score":0.5}]""", "gave a label without a name")]
    [InlineData("text-classification", """[{"label":"good","score":1.7}]""", "gave the label “good” a score that is no number from 0 to 1")]
    [InlineData("text-classification", """[{"label":"good","score":null}]""", "gave the label “good” a score that is no number from 0 to 1")]
    [InlineData("text-classification", """[{"label":"good","score":1e999}]""", "gave the label “good” a score that is no number from 0 to 1")]
    [InlineData("text-classification", """[{"label":"good","score":0.7}]""", null)]
    [InlineData("zero-shot-classification", """[{"label":"Sea","score":0.7},{"label":"sky","score":0.2}]""", "gave the label “sky”, which is not among the given ones")]
    [InlineData("object-detection", """[]""", null)]
    [InlineData("object-detection", """[{"label":"cat","score":0.9,"box":{"xmin":1,"ymin":2,"xmax":30,"ymax":40}}]""", null)]
    [InlineData("object-detection", """[{"label":"cat","score":0.9,"box":{"xmin":30,"ymin":2,"xmax":30,"ymax":40}}]""", "gave “cat” a box that is none")]
    [InlineData("object-detection", """[{"label":"cat","score":0.9}]""", "gave “cat” a box that is none")]
    [InlineData("object-detection", """[{"label":"cat","score":-0.9,"box":{"xmin":1,"ymin":2,"xmax":30,"ymax":40}}]""", "gave “cat” a score that is no number from 0 to 1")]
    [InlineData("token-classification", """[{"entity_group":"PER","word":"Anna","start":0,"end":4}]""", null)]
    [InlineData("token-classification", """[{"entity_group":"PER","word":"Anna","start":90,"end":94}]""", "marked a span (PER) that lies outside of the text")]
    [InlineData("token-classification", """[{"word":"Anna","start":0,"end":4}]""", "marked a span without saying as what")]
    [InlineData("sentence-similarity", """[0.5,-0.2]""", null)]
    [InlineData("sentence-similarity", """[0.5]""", "gave 1 scores for 2 texts")]
    [InlineData("sentence-similarity", """[0.5,"NaN"]""", "gave a score that is no number")]
    [InlineData("text-ranking", """[7.5,-3]""", null)]
    [InlineData("feature-extraction", """[0.1,null]""", "gave a vector with something in it that is no number")]
    [InlineData("feature-extraction", """[0,0,0]""", "gave a vector of zeros")]
    [InlineData("feature-extraction", """[[1,2],[3]]""", "gave vectors of different lengths")]
    [InlineData("feature-extraction", """[[[1,2],[3,4]]]""", null)]
    [InlineData("feature-extraction", """[]""", "gave no vector")]
    [InlineData("tabular-classification", """{"columns":["a","b"],"rows":[["1","2"],["3"]]}""", "gave a table whose row 2 does not have 2 cells")]
    [InlineData("tabular-classification", """{"columns":["a","b"],"rows":[["1","2"]]}""", null)]
    [InlineData("tabular-classification", """{"rows":[]}""", "gave a table without columns")]
    public async Task ApplyAsync_Structures_HaveWhatTheirFormSays(string task, string json, string? expected)
    {
        Dictionary<string, Value> inputs = new()
        {
            ["text"] = new TextValue("Anna lives by the sea."),
            ["candidate_labels"] = Texts("sea", "hills"),
            ["sentences"] = Texts("one", "two"),
            ["documents"] = Texts("one", "two"),
        };
        var type = Taxonomy.TryGet(task, out var known) ? known : throw new InvalidOperationException(task);
        var own = inputs.Where(input => type.Slot(input.Key) is not null).ToDictionary();

        (await CheckAsync(task, own, new StructuredValue(type.Output, JsonSerializer.SerializeToElement(JsonNode.Parse(json))))).ShouldBe(expected);
    }

    [Fact]
    public async Task ApplyAsync_AVectorOfAnotherLengthThanBefore_IsNone()
    {
        (await VectorAsync("[1,2,3]", "one")).ShouldBeNull();
        (await VectorAsync("[4,5,6]", "one")).ShouldBeNull();
        (await VectorAsync("[4,5]", "another")).ShouldBeNull();
        (await VectorAsync("[4,5]", "one")).ShouldBe("gave 2 numbers, and 3 before: its vectors can't be compared");

        Task<string?> VectorAsync(string json, string model) =>
            CheckAsync("feature-extraction", [], new StructuredValue(Modality.Vector, JsonSerializer.SerializeToElement(JsonNode.Parse(json))), model: model);
    }

    [Theory]
    [InlineData(" ", "gave an empty result")]
    [InlineData("text", "gave text where labels is due")]
    public async Task ApplyAsync_NothingOrAnotherKind_IsNone(string text, string expected) =>
        (await CheckAsync("text-classification", [], new TextValue(text))).ShouldBe(expected);

    [Fact]
    public async Task ApplyAsync_ACheckThatBreaks_LeavesTheResult()
    {
        var checks = new ResultChecks([new Broken()], NullLogger<ResultChecks>.Instance);
        var result = InferenceResult.Success(new TextValue("good"));

        (await checks.ApplyAsync(Request("translation", [], null, "m"), result, TestContext.Current.CancellationToken)).ShouldBe(result);
    }

    [Fact]
    public async Task ApplyAsync_AResultThatIsNone_StillCostWhatItCost()
    {
        var result = await _checks.ApplyAsync(
            Request("translation", [], null, "m"), InferenceResult.Success(new TextValue("")) with { CostUsd = 0.5m, Tokens = 7 }, TestContext.Current.CancellationToken);

        (result.Error!.Kind, result.CostUsd, result.Tokens).ShouldBe((StepErrorKind.Model, 0.5m, 7));
    }

    private static ListValue Texts(params string[] texts) => new([.. texts.Select(text => new TextValue(text))]);

    // The message without the model's name; "weak: " before it when it is only that.
    private async Task<string?> CheckAsync(string task, Dictionary<string, Value> inputs, Value value, JsonObject? parameters = null, string model = "m")
    {
        var result = await _checks.ApplyAsync(Request(task, inputs, parameters, model), InferenceResult.Success(value), TestContext.Current.CancellationToken);
        return result.Error is { } error ? error.Message[(model.Length + 1)..].TrimEnd('.') : result.Weakness is { } weakness ? "weak: " + weakness : null;
    }

    private static InferenceRequest Request(string task, Dictionary<string, Value> inputs, JsonObject? parameters, string model) => new()
    {
        Task = Taxonomy.TryGet(task, out var type) ? type : throw new InvalidOperationException($"no task {task}"),
        Model = new ModelCard { Id = model, Tasks = [task], Description = model },
        Step = new PlanStep { Id = "s1", Task = task, Parameters = parameters?.ToDictionary(pair => pair.Key, pair => pair.Value?.DeepClone()) ?? [] },
        Inputs = inputs,
    };

    private sealed class Broken : IResultCheck
    {
        public bool Concerns(TaskType task) => true;

        public ValueTask<ResultFlaw?> FindAsync(InferenceRequest request, Value value, CancellationToken cancellationToken) => throw new InvalidOperationException("broken");
    }
}
