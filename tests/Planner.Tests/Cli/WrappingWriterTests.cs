using Planner.Cli.Views;

namespace Planner.Tests.Cli;

public sealed class WrappingWriterTests
{
    [Fact]
    public void Write_InPieces_BreaksBetweenWords()
    {
        using var output = new StringWriter();
        var writer = new WrappingWriter(output, () => 12);

        foreach (var piece in new[] { "The qu", "ick brown f", "ox\njumps  over", " it" })
        {
            writer.Write(piece);
        }

        writer.Flush();
        output.ToString().ShouldBe("The quick\nbrown fox\njumps  over\nit\n");
    }

    [Fact]
    public void Write_EscapeSplitBetweenPieces_IsHarmless()
    {
        using var output = new StringWriter();
        var writer = new WrappingWriter(output, () => 40);

        writer.Write("a\u001b");
        writer.Write("[2Jb");
        writer.Flush();
        output.ToString().ShouldNotContain("\u001b");
    }
}
