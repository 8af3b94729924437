using Planner.Inference.Local.Text.Topics;

namespace Planner.Tests.Inference.Local.Text;

public sealed class LabelScorerTests(ITestOutputHelper output)
{
    [Fact]
    public void Score_Labels_AddUpToOne() =>
        LabelScorer.Score("The goalkeeper saved a penalty.", ["sport", "politics", "xyzzy"], false).Sum().ShouldBe(1, 1e-9);

    [Fact]
    public void Score_SeveralMayBeTrue_EachStandsAlone()
    {
        var scores = LabelScorer.Score("The parliament voted on the budget of the football league.", ["politics", "sport", "gardening"], true);
        scores[0].ShouldBeGreaterThan(0.5);
        scores[1].ShouldBeGreaterThan(0.5);
        scores[2].ShouldBeLessThan(0.5);
    }

    [Fact]
    public void Score_NothingKnown_IsEven() => LabelScorer.Score("Qwrt zxcv.", ["alpha", "beta"], false).ShouldBe([0.5, 0.5]);

    [Fact]
    public void Score_EnglishLabelsRussianText_AreTold()
    {
        var scores = LabelScorer.Score("Вратарь отразил пенальти, и команда вышла в финал.", ["sport", "health"], false);
        scores[0].ShouldBeGreaterThan(scores[1]);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ru")]
    public void Score_CheckSet_IsRightOftenEnough(string language) =>
        CheckSets.Read<ZeroShotItem>("zero-shot.jsonl").Share(
            language,
            item =>
            {
                var scores = LabelScorer.Score(item.Text, item.Labels, false);
                return item.Labels[Array.IndexOf(scores, scores.Max())] == item.Label;
            },
            output).ShouldBeGreaterThanOrEqualTo(0.8);

    private sealed record ZeroShotItem(string Id, string Lang, string Text, string[] Labels, string Label, bool Held = false) : ICheckItem;
}
