using Planner.Cli.Running;

namespace Planner.Tests.Cli;

public sealed class DurationTests
{
    [Theory]
    [InlineData("90s", 90.0)]
    [InlineData("2m", 120.0)]
    [InlineData("1500ms", 1.5)]
    [InlineData("60", 60.0)]
    [InlineData("0.5s", 0.5)]
    [InlineData("1H", 3600.0)]
    public void Parse_ATime_IsSeconds(string text, double seconds) => Duration.Parse(text)!.Value.ShouldBe(seconds, 1e-9);

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("0")]
    [InlineData("-5s")]
    [InlineData("5 s")]
    [InlineData("5 parsecs")]
    [InlineData("1e3")]
    [InlineData("NaN")]
    public void Parse_NoTime_IsNull(string text) => Duration.Parse(text).ShouldBeNull();
}
