using Planner.Inference.Local.Text.Sentiment;

namespace Planner.Tests.Inference.Local.Text;

public sealed class SentimentAnalyzerTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("The soup was not bad at all", "The soup was bad")]
    [InlineData("The hotel is old but wonderful", "The hotel is wonderful but old and dirty")]
    [InlineData("It works without problems", "It works with problems")]
    [InlineData("Не плохо", "Плохо")]
    [InlineData("Номер дорогой, но отличный", "Номер отличный, но ужасно грязный")]
    [InlineData("Это просто супер 😍", "Это просто супер 😡")]
    [InlineData("I like it", "I don't like it")]
    public void Analyze_BetterAndWorse_AreTold(string better, string worse) =>
        Balance(better).ShouldBeGreaterThan(Balance(worse));

    [Theory]
    [InlineData("")]
    [InlineData("12 34 …")]
    [InlineData("It looks like rain.")]
    public void Analyze_NothingSaid_IsNeutral(string text)
    {
        var scores = SentimentAnalyzer.Analyze(text);
        scores.Neutral.ShouldBeGreaterThan(scores.Positive + scores.Negative - 0.1);
        (scores.Positive + scores.Negative + scores.Neutral).ShouldBe(1, 1e-9);
    }

    [Fact]
    public void Analyze_ManyWordsOfPraise_StaysFinite() =>
        SentimentAnalyzer.Analyze(string.Concat(Enumerable.Repeat("excellent ", 5000))).Positive.ShouldBe(1, 1e-6);

    // The texts written after the engine praise and blame by hints, which it takes for neutral; the floor is for all of them together.
    [Theory]
    [InlineData("en")]
    [InlineData("ru")]
    public void Analyze_CheckSet_IsRightOftenEnough(string language) =>
        CheckSets.Read<ClassifiedItem>("sentiment.jsonl").Share(language, item => Label(item.Text) == item.Label, output).ShouldBeGreaterThanOrEqualTo(0.65);

    private static double Balance(string text)
    {
        var scores = SentimentAnalyzer.Analyze(text);
        return scores.Positive - scores.Negative;
    }

    private static string Label(string text)
    {
        var scores = SentimentAnalyzer.Analyze(text);
        return scores.Neutral >= Math.Max(scores.Positive, scores.Negative) ? "NEUTRAL" : scores.Positive > scores.Negative ? "POSITIVE" : "NEGATIVE";
    }
}
