using Planner.Cli.Chat.Editing;
using Planner.Cli.Views;
using Spectre.Console;

namespace Planner.Tests.Cli.Chat;

public sealed class LineEditorTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("hello⏎", "hello")]
    [InlineData("helo←l⏎", "hello")]
    [InlineData("ello^Ah^E!⏎", "hello!")]
    [InlineData("Привет 日本語 🙂←⌫⏎", "Привет 日本語🙂")]
    [InlineData("a👨‍👩‍👧b←⌫⏎", "ab")]
    [InlineData("one two  ^Wx⏎", "one x")]
    [InlineData("one two^U^Y^Y⏎", "one twoone two")]
    [InlineData("one two←←←^K⏎", "one ")]
    [InlineData("one two⎋bX⏎", "one Xtwo")]
    [InlineData("one two⎋b⎋b⎋dX⏎", "X two")]
    [InlineData("ab←^D⏎", "a")]
    [InlineData("one^Jtwo⏎", "one\ntwo")]
    [InlineData("one⎋⏎two⏎", "one\ntwo")]
    [InlineData("one^Jtwo↑X⏎", "oneX\ntwo")]
    [InlineData("⎋…x⏎", "x")]
    [InlineData("⎋[99~x⏎", "x")]
    [InlineData("\u0001\u0007x⏎", "x")]
    public async Task Read_Keys_EditAsInAShell(string keys, string line) => (await Editor(keys).ReadLineAsync(Cancellation)).ShouldBe(line);

    [Fact]
    public async Task Read_Paste_IsTextAndNeverKeys()
    {
        var line = await Editor("See: ⎋[200~first\r\nsecond\tthird\rwith \u0001\u0015control⎋x⎋[201~ end⏎").ReadLineAsync(Cancellation);

        line.ShouldBe("See: first\nsecond\tthird\nwith controlx end");
    }

    [Fact]
    public async Task Read_PasteThatNeverEnds_KeepsWhatCame()
    {
        (await Editor("⎋[200~half…⏎").ReadLineAsync(Cancellation)).ShouldBe("half");
    }

    [Theory]
    [InlineData("↑⏎", "third")]
    [InlineData("↑↑⏎", "second")]
    [InlineData("↑↑↑↑↑⏎", "first")]
    [InlineData("dra↑↓ft⏎", "draft")]
    [InlineData("↓x⏎", "x")]
    [InlineData("^Rir⏎", "third")]
    [InlineData("^Rir^R⏎", "first")]
    [InlineData("^Rzz⌫⌫sec⏎", "second")]
    public async Task Read_History_BringsBackWhatWasEntered(string keys, string line) =>
        (await Editor(keys, ["first", "second", "second", "third"]).ReadLineAsync(Cancellation)).ShouldBe(line);

    [Theory]
    [InlineData("/f⇥a.png⏎", "/file a.png")]
    [InlineData("/mo⇥⏎", "/model")]
    [InlineData("/x⇥⏎", "/x")]
    public async Task Read_Tab_Completes(string keys, string line) => (await Editor(keys).ReadLineAsync(Cancellation)).ShouldBe(line);

    [Fact]
    public async Task Read_EndOfInput_IsOnlyWhereNothingIsTyped()
    {
        (await Editor("^D").ReadLineAsync(Cancellation)).ShouldBeNull();
        (await Editor("x^D⏎").ReadLineAsync(Cancellation)).ShouldBe("x");
    }

    [Fact]
    public async Task Read_ControlC_GivesUpTheLineAndThenTheCall()
    {
        var keys = new KeyScript("half a line^C^Cnext⏎");
        var editor = Editor(keys);

        (await editor.ReadLineAsync(Cancellation)).ShouldBe("");
        await Should.ThrowAsync<OperationCanceledException>(editor.ReadLineAsync(Cancellation));
        keys.TakesControlC.ShouldBeFalse();
        (await editor.ReadLineAsync(Cancellation)).ShouldBe("next");
    }

    [Fact]
    public async Task Read_BetweenMessages_PastesStayMarkedUntilTheEnd()
    {
        using var output = new StringWriter();
        using (var editor = Editor(new KeyScript("one⏎two⏎"), output: output))
        {
            await editor.ReadLineAsync(Cancellation);
            await editor.ReadLineAsync(Cancellation);
            output.ToString().ShouldContain("\u001b[?2004h");
            output.ToString().ShouldNotContain("\u001b[?2004l");
        }

        output.ToString().ShouldEndWith("\u001b[?2004l");
    }

    [Fact]
    public async Task Read_CommandBegun_ListsCommandsUnderTheLineAndTakesThemAwayAgain()
    {
        using var output = new StringWriter();
        var keys = new KeyScript("/mo…⏎");

        await Editor(keys, output: output).ReadLineAsync(Cancellation);

        var drawn = output.ToString();
        drawn.ShouldContain("/models");
        drawn.ShouldContain("the one to take");
        // What is left is drawn over it: the line alone.
        TerminalText.Clean(drawn[drawn.LastIndexOf("\u001b[J", StringComparison.Ordinal)..]).Trim().ShouldBe("> /mo");
    }

    [Theory]
    [InlineData("abcdefghijkl", 12, 10, "abcdefghij|kl", 1, 2)]
    [InlineData("abcdefghij", 10, 10, "abcdefghij", 0, 10)]
    [InlineData("one two three", 13, 10, "one two |three", 1, 5)]
    [InlineData("one two three", 8, 10, "one two |three", 1, 0)]
    [InlineData("onetwothre four", 10, 10, "onetwothre |four", 0, 10)]
    [InlineData("日本語日本語", 5, 10, "日本語日本|語", 1, 0)]
    [InlineData("a\nb\n", 4, 10, "a|b|", 2, 0)]
    [InlineData("a\tb", 2, 10, "a    b", 0, 5)]
    public void Layout_Text_IsBrokenAtItsLinesAndWhereARowIsFull(string text, int cursor, int width, string rows, int row, int column)
    {
        var layout = new EditLayout(text, cursor, width);

        string.Join('|', layout.Rows).ShouldBe(rows);
        (layout.Row, layout.Column).ShouldBe((row, column));
    }

    [Fact]
    public void PlaceIn_OtherRow_IsUnderTheCursor()
    {
        var layout = new EditLayout("one two three\nab", 11, 10);

        layout.Rows.ShouldBe(["one two ", "three", "ab"]);
        (layout.Row, layout.Column).ShouldBe((1, 3));
        layout.PlaceIn(0).ShouldBe(3);
        layout.PlaceIn(2).ShouldBe(16);
    }

    [Fact]
    public async Task ReadLine_InterruptedAtAPlainTerminal_TheNextLineIsNotLost()
    {
        var typed = System.Threading.Channels.Channel.CreateBounded<string>(1);
        var input = new Planner.Cli.Chat.ReaderInput(new Typed(typed.Reader), TextWriter.Null);
        using var source = new CancellationTokenSource();
        var reading = input.ReadLineAsync(source.Token);
        await source.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(reading);

        await typed.Writer.WriteAsync("hello", Cancellation);

        (await input.ReadLineAsync(Cancellation)).ShouldBe("hello");
    }

    private sealed class Typed(System.Threading.Channels.ChannelReader<string> lines) : TextReader
    {
        public override string? ReadLine() => lines.ReadAsync(Cancellation).AsTask().GetAwaiter().GetResult();
    }

    private static LineEditor Editor(string keys, IEnumerable<string>? earlier = null) => Editor(new KeyScript(keys), earlier);

    private static LineEditor Editor(KeyScript keys, IEnumerable<string>? earlier = null, TextWriter? output = null)
    {
        (string, string)[] commands = [("/file", "attach"), ("/model", "the one to take"), ("/models", "find")];
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, Out = new AnsiConsoleOutput(output ?? TextWriter.Null) });
        console.Profile.Width = 40;
        return new LineEditor(console, keys, new LineHistory(earlier ?? []), (line, place) =>
            new Completion(0, [.. commands.Where(command => line[..place].StartsWith('/') && command.Item1.StartsWith(line[..place], StringComparison.Ordinal))]));
    }
}
