using Planner.Inference.Local.Text.Meaning;

namespace Planner.Tests.Inference.Local.Text;

public sealed class PassageRankerTests(ITestOutputHelper output)
{
    [Fact]
    public void Score_NothingShared_IsZero() => Score("quantum gravity", ["Bread and butter.", "Хлеб и масло."]).ShouldBe([0, 0]);

    [Fact]
    public void Score_WhenAsked_PrefersAPassageWithADate()
    {
        var scores = Score("When was the bridge built?", ["The bridge was built of stone.", "The bridge was built in 1894."]);
        scores[1].ShouldBeGreaterThan(scores[0]);
    }

    [Fact]
    public void Score_AllPassages_StayWithinZeroAndOne() =>
        Score("tea tea", [string.Concat(Enumerable.Repeat("tea ", 3000)), "tea", ""]).ShouldAllBe(score => score >= 0 && score <= 1);

    [Theory]
    [InlineData("en")]
    [InlineData("ru")]
    public void Score_CheckSet_PutsTheRightPassageFirst(string language)
    {
        var items = CheckSets.Read<RankingItem>("text-ranking.jsonl").FindAll(item => item.Lang == language);
        foreach (var part in items.GroupBy(item => item.Held))
        {
            var name = part.Key ? "one notice, written after the engine" : "passages chosen to mislead";
            output.WriteLine($"{language}, {name}: mean reciprocal rank {part.Average(Reciprocal):F3} over {part.Count()} queries");
        }

        items.Average(Reciprocal).ShouldBeGreaterThanOrEqualTo(0.7);
    }

    private static double Reciprocal(RankingItem item)
    {
        var scores = Score(item.Query, item.Documents);
        return 1.0 / scores.Count(score => score >= scores[item.Relevant]);
    }

    private static double[] Score(string query, string[] passages) => PassageRanker.Score(query, passages, TestContext.Current.CancellationToken);

    private sealed record RankingItem(string Id, string Lang, string Query, string[] Documents, int Relevant, bool Held = false);
}
