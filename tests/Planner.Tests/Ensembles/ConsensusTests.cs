using System.Text.Json;
using Planner.Ensembles;
using Planner.Values;

namespace Planner.Tests.Ensembles;

public sealed class ConsensusTests
{
    private static readonly EnsembleOptions Options = new();

    [Fact]
    public void Of_Labels_IsTheWeightedVote()
    {
        var (value, how) = ConsensusMaker.Of(
        [
            Labels("a", 2, """[{"label":"POSITIVE","score":0.6},{"label":"NEGATIVE","score":0.4}]"""),
            Labels("b", 1, """[{"label":"negative","score":0.9},{"label":"positive","score":0.1}]"""),
            Labels("c", 1, """[{"label":"NEGATIVE","score":1}]"""),
        ], Options);

        // (2 · 0.4 + 0.9 + 1) / 4 and (2 · 0.6 + 0.1) / 4
        var labels = ((StructuredValue)value).Json.EnumerateArray().ToDictionary(item => item.GetProperty("label").GetString()!, item => item.GetProperty("score").GetDouble());
        labels.Keys.First().ShouldBe("NEGATIVE");
        labels["NEGATIVE"].ShouldBe(0.675, 1e-6);
        labels["POSITIVE"].ShouldBe(0.325, 1e-6);
        (how.Method, how.Agreement).ShouldBe(("vote", 0.5));
    }

    [Fact]
    public void Of_Scores_IsTheWeightedMean()
    {
        var (value, how) = ConsensusMaker.Of([Scores("a", 3, "[0.9, 0.1]"), Scores("b", 1, "[0.5, 0.5]")], Options);

        ((StructuredValue)value).Json.EnumerateArray().Select(item => item.GetDouble()).ShouldBe([0.8, 0.2], 1e-9);
        how.Method.ShouldBe("mean");
        how.Agreement!.Value.ShouldBeInRange(0.5, 0.9);
        ConsensusMaker.Of([Scores("a", 1, "[1]"), Scores("b", 1, "[1]")], Options).How.Agreement.ShouldBe(1);
    }

    [Fact]
    public void Of_ScoresOfDifferentLength_TakesTheBestModels()
    {
        var (_, how) = ConsensusMaker.Of([Scores("a", 1, "[1, 2]"), Scores("b", 1, "[1]")], Options);

        (how.Method, how.Chosen, how.Agreement).ShouldBe(("best", "a", (double?)null));
    }

    [Fact]
    public void Of_Boxes_FusesWhatOverlapsAndLowersWhatOneAloneSaw()
    {
        var (value, how) = ConsensusMaker.Of(
        [
            Boxes("a", """[{"label":"cat","score":0.9,"box":{"xmin":0,"ymin":0,"xmax":100,"ymax":100}},{"label":"dog","score":0.8,"box":{"xmin":300,"ymin":0,"xmax":400,"ymax":100}}]"""),
            Boxes("b", """[{"label":"cat","score":0.6,"box":{"xmin":10,"ymin":10,"xmax":110,"ymax":110}}]"""),
        ], Options);

        var boxes = ((StructuredValue)value).Json.EnumerateArray().ToList();
        boxes.Select(box => (box.GetProperty("label").GetString(), Math.Round(box.GetProperty("score").GetDouble(), 3))).ShouldBe([("cat", 0.75), ("dog", 0.4)]);

        // Edges counted by score: (0 · 0.9 + 10 · 0.6) / 1.5
        boxes[0].GetProperty("box").GetProperty("xmin").GetInt32().ShouldBe(4);
        boxes[0].GetProperty("box").GetProperty("xmax").GetInt32().ShouldBe(104);
        how.Method.ShouldBe("box-fusion");
        how.Agreement!.Value.ShouldBe((0.75 + 0.4) / (0.75 + 0.8), 1e-6);
    }

    [Fact]
    public void Of_BoxesOfOtherLabelsOrPlaces_StayApart()
    {
        var (value, _) = ConsensusMaker.Of(
        [
            Boxes("a", """[{"label":"cat","score":0.9,"box":{"xmin":0,"ymin":0,"xmax":100,"ymax":100}}]"""),
            Boxes("b", """[{"label":"dog","score":0.9,"box":{"xmin":0,"ymin":0,"xmax":100,"ymax":100}},{"label":"cat","score":0.9,"box":{"xmin":60,"ymin":60,"xmax":160,"ymax":160}}]"""),
        ], Options);

        ((StructuredValue)value).Json.GetArrayLength().ShouldBe(3);
    }

    [Fact]
    public void Of_Spans_KeepsWhatMostFound()
    {
        const string Ann = """{"entity_group":"PER","word":"Ann","start":0,"end":3,"score":0.9}""";
        const string Rome = """{"entity_group":"LOC","word":"Rome","start":10,"end":14,"score":0.8}""";
        var (value, how) = ConsensusMaker.Of([Spans("a", $"[{Ann},{Rome}]"), Spans("b", $"[{Ann}]"), Spans("c", $"[{Ann}]")], Options);

        ((StructuredValue)value).Json.EnumerateArray().Select(item => item.GetProperty("word").GetString()).ShouldBe(["Ann"]);
        how.Agreement!.Value.ShouldBe((1 + (1.0 / 3)) / 2, 1e-6);
    }

    [Fact]
    public void Of_Texts_IsTheOneMostLikeTheOthersWithItsThemes()
    {
        var (value, how) = ConsensusMaker.Of(
        [
            Text("odd", "Bananas are yellow fruit from the tropics."),
            Text("a", "The roof must be repaired by April, says the landlord."),
            Text("b", "The landlord says that the roof has to be repaired by April."),
        ], Options);

        ((TextValue)value).Text.ShouldContain("roof");
        how.Method.ShouldBe("medoid");
        how.Agreement!.Value.ShouldBeInRange(0.1, 0.6);
        how.Themes.ShouldBe(["april", "landlord", "repaired", "roof", "says"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("same", "same", 1)]
    [InlineData("Same, text!", "same text", 1)]
    [InlineData("кот", "собака", 0)]
    public void Likeness_Texts_IsThatOfTheirLetters(string one, string other, double expected) => TextMedoid.Likeness(one, other).ShouldBe(expected, 0.01);

    [Fact]
    public void Of_OneAnswer_IsThatAnswer() => ConsensusMaker.Of([Text("a", "alone")], Options).Value.ShouldBeOfType<TextValue>().Text.ShouldBe("alone");

    private static MemberAnswer Text(string model, string text) => new(model, 1, new TextValue(text));

    private static MemberAnswer Labels(string model, double weight, string json) => Structured(model, weight, Modality.Labels, json);

    private static MemberAnswer Scores(string model, double weight, string json) => Structured(model, weight, Modality.Scores, json);

    private static MemberAnswer Boxes(string model, string json) => Structured(model, 1, Modality.Boxes, json);

    private static MemberAnswer Spans(string model, string json) => Structured(model, 1, Modality.Spans, json);

    private static MemberAnswer Structured(string model, double weight, Modality shape, string json) => new(model, weight, new StructuredValue(shape, JsonElement.Parse(json)));
}
