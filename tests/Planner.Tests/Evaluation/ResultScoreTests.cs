using System.Text.Json;
using System.Text.Json.Nodes;
using Planner.Evaluation;
using Planner.Values;

namespace Planner.Tests.Evaluation;

public sealed class ResultScoreTests
{
    [Theory]
    [InlineData("""[{"label":"POSITIVE","score":0.9},{"label":"NEGATIVE","score":0.1}]""", "\"positive\"", 1)]
    [InlineData("""[{"label":"POSITIVE","score":0.4},{"label":"NEGATIVE","score":0.6}]""", "\"positive\"", 0)]
    [InlineData("""[{"label":"tabby cat","score":1}]""", """["cat","tabby cat"]""", 1)]
    public void Of_Labels_IsWhetherTheTopOneIsRight(string json, string expected, double score) =>
        ResultScore.Of(new StructuredValue(Modality.Labels, JsonElement.Parse(json)), JsonNode.Parse(expected)!).ShouldBe(score);

    [Theory]
    [InlineData("On 5 May.", "\"5 May\"", 0.8)]
    [InlineData("5 may", "[\"the fifth of May\",\"5 May\"]", 1)]
    [InlineData("never", "\"5 May\"", 0)]
    public void Of_Text_IsTheWordsInCommon(string text, string expected, double score) =>
        ResultScore.Of(new TextValue(text), JsonNode.Parse(expected)!).ShouldBe(score, 1e-9);

    [Theory]
    [InlineData("[0.1, 0.9, 0.5]", "1", 1)]
    [InlineData("[0.1, 0.9, 0.5]", "2", 0)]
    [InlineData("[0.1, 0.9, 0.5]", "[0, 4, 2]", 1)]
    [InlineData("[0.1, 0.9, 0.5]", "[0, 2, 4]", 0.66667)]
    public void Of_Scores_IsTheirOrder(string json, string expected, double score) =>
        ResultScore.Of(new StructuredValue(Modality.Scores, JsonElement.Parse(json)), JsonNode.Parse(expected)!).ShouldBe(score, 1e-4);

    [Fact]
    public void Of_Spans_IsF1() => ResultScore.Of(
        new StructuredValue(Modality.Spans, JsonElement.Parse("""[{"entity_group":"PER","word":"Ann","start":0,"end":3,"score":1},{"entity_group":"LOC","word":"x","start":5,"end":6,"score":1}]""")),
        JsonNode.Parse("""[{"entity_group":"PER","word":"Ann","start":0,"end":3}]""")!).ShouldBe(2.0 / 3, 1e-9);

    [Fact]
    public void Of_Boxes_IsF1OfThoseThatOverlapEnough() => ResultScore.Of(
        new StructuredValue(Modality.Boxes, JsonElement.Parse("""[{"label":"cat","score":1,"box":{"xmin":0,"ymin":0,"xmax":10,"ymax":10}}]""")),
        JsonNode.Parse("""[{"label":"cat","box":{"xmin":1,"ymin":0,"xmax":11,"ymax":10}},{"label":"dog","box":{"xmin":0,"ymin":0,"xmax":10,"ymax":10}}]""")!).ShouldBe(2.0 / 3, 1e-9);
}
