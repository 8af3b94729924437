using Planner.Inference.Local.Text.Embedding;

namespace Planner.Tests.Inference.Local.Text;

public sealed class TextEmbedderTests(ITestOutputHelper output)
{
    // FNV-1a of "appl" and its runs of three and four letters, from an implementation of its own.
    private static readonly int[] s_apple = [81, 138, 157, 160, 167, 183];

    [Fact]
    public void Embed_AnyText_HasLengthOne()
    {
        var vector = TextEmbedder.Embed("Планы на лето: to learn sailing.");
        vector.Length.ShouldBe(TextEmbedder.Dimensions);
        TextEmbedder.Cosine(vector, vector).ShouldBe(1, 1e-9);
    }

    [Fact]
    public void Embed_SameText_GivesTheSameNumbersOnEveryMachine() =>
        TextEmbedder.Embed("apple").Index().Where(pair => pair.Item is not 0).Select(pair => pair.Index).ShouldBe(s_apple);

    [Fact]
    public void Embed_NoWords_IsZero() => TextEmbedder.Embed(" … !").ShouldAllBe(number => number == 0);

    [Theory]
    [InlineData("en")]
    [InlineData("ru")]
    public void Embed_CheckSet_PutsTheNearNearer(string language) =>
        CheckSets.Read<NearItem>("feature-extraction.jsonl").Share(
            language,
            item =>
            {
                var text = TextEmbedder.Embed(item.Text);
                return TextEmbedder.Cosine(text, TextEmbedder.Embed(item.Near)) > TextEmbedder.Cosine(text, TextEmbedder.Embed(item.Far));
            },
            output).ShouldBeGreaterThanOrEqualTo(0.8);

    private sealed record NearItem(string Id, string Lang, string Text, string Near, string Far, bool Held = false) : ICheckItem;
}
