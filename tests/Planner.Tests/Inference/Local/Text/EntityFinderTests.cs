using Planner.Inference.Local.Text.Entities;

namespace Planner.Tests.Inference.Local.Text;

public sealed class EntityFinderTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("Lunch with Olga Brandt in Vienna", "PER:Olga Brandt LOC:Vienna")]
    [InlineData("Обед с Ольгой Брандт в Вене", "PER:Ольгой Брандт LOC:Вене")]
    [InlineData("Amazon opened a warehouse near the Amazon river.", "ORG:Amazon LOC:Amazon")]
    [InlineData("He works at Sberbank, в Сбербанке.", "ORG:Sberbank ORG:Сбербанке")]
    [InlineData("The weather is fine.", "")]
    public void Find_Sentence_LabelsNames(string text, string expected) =>
        string.Join(' ', Find(text).Select(entity => $"{entity.Group}:{entity.Span.In(text)}")).ShouldBe(expected);

    [Fact]
    public void Find_LongText_HasOffsetsIntoTheWhole()
    {
        var text = string.Concat(Enumerable.Repeat("The rain went on and on. ", 500)) + "Then Maria Lopez came to Lisbon.";
        Find(text).Select(entity => entity.Span.In(text).ToString()).ShouldBe(["Maria Lopez", "Lisbon"]);
    }

    [Theory]
    [InlineData("1 1 1,1.")]
    [InlineData("А Б В. ")]
    [InlineData("a@a.a.")]
    [InlineData("Ивановская")]
    public void Find_HostileText_OverlapsNothing(string part)
    {
        var entities = Find(string.Concat(Enumerable.Repeat(part, 20_000 / part.Length)));
        entities.Zip(entities.Skip(1)).ShouldAllBe(pair => pair.First.Span.End <= pair.Second.Span.Start);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ru")]
    public void Find_CheckSet_HasAGoodF1(string language)
    {
        var items = CheckSets.Read<EntityItem>("entities.jsonl").FindAll(item => item.Lang == language);
        foreach (var part in items.GroupBy(item => item.Held))
        {
            output.WriteLine($"{language}{(part.Key ? ", written after the engine" : "")}: exact-span F1 {F1(part):P1} over {part.Sum(item => item.Entities.Length)} entities");
        }

        F1(items).ShouldBeGreaterThanOrEqualTo(0.8);
    }

    private static double F1(IEnumerable<EntityItem> items)
    {
        var (right, both) = (0, 0);
        foreach (var item in items)
        {
            var found = Find(item.Text).Select(entity => (entity.Group, entity.Span.Start, entity.Span.End)).ToHashSet();
            right += item.Entities.Count(entity => found.Contains((entity.Group, entity.Start, entity.End)));
            both += found.Count + item.Entities.Length;
        }

        return 2.0 * right / both;
    }

    private static List<NamedEntity> Find(string text) => EntityFinder.Find(text, TestContext.Current.CancellationToken);

    private sealed record EntityItem(string Id, string Lang, string Text, ExpectedEntity[] Entities, bool Held = false);

    private sealed record ExpectedEntity([property: System.Text.Json.Serialization.JsonPropertyName("entity_group")] string Group, string Word, int Start, int End);
}
