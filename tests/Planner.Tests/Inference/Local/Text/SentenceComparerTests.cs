using Planner.Inference.Local.Text.Meaning;

namespace Planner.Tests.Inference.Local.Text;

public sealed class SentenceComparerTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("A cat sleeps.", "A cat sleeps.", 1)]
    [InlineData("", "", 0)]
    [InlineData("Кошка спит.", "Supply chains matter.", 0)]
    public void Compare_Extremes_AreExact(string one, string other, double expected) => Compare(one, other).ShouldBe(expected, 0.001);

    [Theory]
    [InlineData("He paid 300 euros", "He paid 300 €", "He paid 500 euros")]
    [InlineData("The shop is open", "The store is open", "The shop is not open")]
    [InlineData("Цены выросли", "Цены повысились", "Цены упали")]
    [InlineData("Он купил машину", "He bought a car", "He sold a house")]
    public void Compare_NearAndFar_AreTold(string source, string near, string far) => Compare(source, near).ShouldBeGreaterThan(Compare(source, far));

    [Theory]
    [InlineData("en")]
    [InlineData("ru")]
    public void Compare_CheckSet_OrdersAsPeopleDo(string language)
    {
        var items = CheckSets.Read<SimilarityItem>("sentence-similarity.jsonl").FindAll(item => item.Lang == language);
        var given = items.SelectMany(item => item.Sentences.Select(sentence => Compare(item.Source, sentence))).ToArray();
        var correlation = CheckSets.Spearman(given, [.. items.SelectMany(item => item.Scores)]);
        output.WriteLine($"{language}: Spearman {correlation:F3} over {given.Length} pairs");
        correlation.ShouldBeGreaterThanOrEqualTo(0.8);
    }

    private static double Compare(string one, string other) => SentenceComparer.Compare(SentenceComparer.Read(one), SentenceComparer.Read(other));

    private sealed record SimilarityItem(string Id, string Lang, string Source, string[] Sentences, double[] Scores);
}
