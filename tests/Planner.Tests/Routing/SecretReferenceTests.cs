using Planner.Routing;

namespace Planner.Tests.Routing;

public sealed class SecretReferenceTests
{
    [Fact]
    public void TryRead_OfAnEnvironmentVariable_TakesItsValueAsItIsNow()
    {
        var value = "one";
        var secret = SecretReference.From("env:THE_KEY", name => name == "THE_KEY" ? value : null)!;

        secret.TryRead(out var first, out _).ShouldBeTrue();
        value = " two \n";
        secret.TryRead(out var second, out _).ShouldBeTrue();

        (first, second).ShouldBe(("one", "two"));
    }

    [Fact]
    public void TryRead_OfAFile_TakesItsContentWithoutTheLineEnd()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "hf_abc\n");
        try
        {
            SecretReference.From($"file:{file}")!.TryRead(out var key, out _).ShouldBeTrue();
            key.ShouldBe("hf_abc");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("env:MISSING", "The environment variable MISSING is not set")]
    [InlineData("file:/nowhere/key", "The file '/nowhere/key', which should hold a key, can't be read")]
    [InlineData("hf_abc\r\nX-Other: 1", "The key in the configuration has spaces, line breaks")]
    public void TryRead_WithoutAUsableKey_SaysWhereAndWhat(string setting, string problem)
    {
        SecretReference.From(setting, _ => null)!.TryRead(out var key, out var said).ShouldBeFalse();

        key.ShouldBeNull();
        said.ShouldStartWith(problem);
        said.ShouldNotContain("hf_abc");
    }

    [Fact]
    public void ToString_OfAKeyItself_DoesNotShowIt() => SecretReference.From("hf_abc")!.ToString().ShouldBe("the configuration");

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    public void From_WithNothing_IsNull(string? setting) => SecretReference.From(setting).ShouldBeNull();
}
