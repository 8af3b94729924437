using Planner.Text;

namespace Planner.Tests.Text;

public sealed class EditDistanceTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("", "abc", 3)]
    [InlineData("дом", "том", 1)]
    public void Between_Texts_CountsChangedLetters(string one, string other, int distance)
    {
        EditDistance.Between(one, other).ShouldBe(distance);
        EditDistance.Between(other, one).ShouldBe(distance);
    }

    [Fact]
    public void Between_BeyondTheLimit_IsSomeNumberAboveIt() => EditDistance.Between("abcdefgh", "zyxwvuts", 2).ShouldBeGreaterThan(2);

    [Fact]
    public void Between_LongTexts_IsRight() => EditDistance.Between(new string('a', 1000), new string('a', 990) + "b").ShouldBe(10);
}
