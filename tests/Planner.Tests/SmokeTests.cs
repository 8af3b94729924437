namespace Planner.Tests;

public sealed class SmokeTests
{
    [Fact]
    public void Works() => 1.ShouldBe(1);
}
