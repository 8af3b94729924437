using System.Text.Json;
using Planner.Execution;
using Planner.Planning;
using Planner.Values;

namespace Planner.Tests.Execution;

public sealed class ValuePathTests
{
    private static readonly StructuredValue Rows = new(Modality.Labels, JsonDocument.Parse("""[{"label":"a"},{"label":"b"}]""").RootElement)
    {
        Sources = [new ValueSource { Name = "t.csv", Row = 0 }, new ValueSource { Name = "t.csv", Row = 1 }],
    };

    [Theory]
    [InlineData("x.labels[1].label", "b")]
    [InlineData("x[0].label", "a")]
    [InlineData("x.label", "a\n\nb")]
    [InlineData("x.text", "a, b")]
    public void Follow_PartThatIsThere_GivesIt(string path, string text) => ValueText.Of(Follow(Rows, path)!).ShouldBe(text);

    [Theory]
    [InlineData("x[2]")]
    [InlineData("x[0].nonsense")]
    [InlineData("x.boxes")]
    public void Follow_PartThatIsNotThere_GivesNothing(string path) => Follow(Rows, path).ShouldBeNull();

    [Theory]
    [InlineData("x[0]")]
    [InlineData("x[0].label")]
    [InlineData("x.label")]
    public void Follow_PartOfAnEmptyList_IsNotThere(string path) =>
        Follow(new StructuredValue(Modality.Boxes, JsonDocument.Parse("[]").RootElement), path).ShouldBeNull();

    [Fact]
    public void Follow_Element_ComesFromItsOwnRow() => Follow(Rows, "x[1]")!.Sources.ShouldHaveSingleItem().Row.ShouldBe(1);

    private static Value? Follow(Value value, string path) => ValuePath.Follow(value, Reference.TryParse(path)!.Path);
}
