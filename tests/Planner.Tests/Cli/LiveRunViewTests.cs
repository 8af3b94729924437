using Planner.Cli.Views;
using Planner.Runs;
using Planner.Tests.Testing;
using Planner.Values;
using Spectre.Console;

namespace Planner.Tests.Cli;

public sealed class LiveRunViewTests
{
    private static readonly RunEvent[] Events =
    [
        RunStates.Accepted(),
        RunStates.Planned(Steps.TextStep("s1", "x")),
        new StepStarted { StepId = "s1", Attempt = 1, Model = "local/a", Instance = "local" },
        new StepRetried { StepId = "s1", Attempt = 1, Error = new Planner.Inference.StepError(Planner.Inference.StepErrorKind.Unavailable, "Busy."), Next = "again" },
        new StepSucceeded { StepId = "s1", Value = new TextValue("x"), Model = "local/a", Seconds = 1 },
        new AnswerDelta { Text = "The \u001b[2Jans" },
        new AnswerDelta { Text = "wer [bold]here[/]." },
        new AnswerCompleted { Text = "The \u001b[2Janswer [bold]here[/]." },
        new RunCompleted { Seconds = 2 },
    ];

    [Fact]
    public async Task Show_ToTheEnd_LeavesGraphThenAnswer()
    {
        using var output = new StringWriter();
        await using (var view = new LiveRunView(Terminal(output), output, TimeProvider.System))
        {
            Feed(view, Events);
        }

        output.ToString().ShouldNotContain("\u001b[2J");
        output.ToString().ShouldEndWith("\u001b[?25h");
        var text = TerminalText.Clean(output.ToString());
        text.ShouldContain("✔ s1  summarization");
        text.ShouldContain("s1 attempt 1 failed: Busy. Next: again");
        text.ShouldContain("The answer [bold]here[/].");
        text.IndexOf("Next: again", StringComparison.Ordinal).ShouldBeLessThan(text.LastIndexOf("✔ s1", StringComparison.Ordinal));
        text.LastIndexOf("✔ s1", StringComparison.Ordinal).ShouldBeLessThan(text.IndexOf("The answer", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Show_AnswerMended_PrintsTheWholeAnswer()
    {
        using var output = new StringWriter();
        await using (var view = new LiveRunView(Terminal(output), output, TimeProvider.System))
        {
            Feed(view, [.. Events[..7], new AnswerCompleted { Text = "Another answer." }, new RunCompleted()]);
        }

        output.ToString().ShouldContain("The answer, corrected:");
        output.ToString().ShouldContain("Another answer.");
    }

    [Fact]
    public async Task Show_MendedWhileItStreams_IsToldUnderTheAnswer()
    {
        using var output = new StringWriter();
        await using (var view = new LiveRunView(Terminal(output), output, TimeProvider.System))
        {
            Feed(view, [.. Events[..6], new AnswerMended { Before = "[s9]", After = "", Why = "There is no step s9." }, .. Events[6..]]);
        }

        var text = TerminalText.Clean(output.ToString());
        text.ShouldContain("answer mended: There is no step s9.");
        text.IndexOf("answer mended", StringComparison.Ordinal).ShouldBeGreaterThan(text.IndexOf("here[/].", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Say_WhileTheAnswerStreams_BeginsALine()
    {
        using var output = new StringWriter();
        await using (var view = new LiveRunView(Terminal(output), output, TimeProvider.System))
        {
            Feed(view, Events[..6]);
            view.Say("cancelling …", warning: true);
        }

        TerminalText.Clean(output.ToString()).ShouldContain("ans\ncancelling …");
    }

    [Fact]
    public void Draw_Narrower_ClearsTheRowsThatWrapped()
    {
        using var output = new StringWriter();
        var console = Terminal(output);
        var region = new LiveRegion(console);
        region.Draw([new Line().Add(new string('a', 100)), new Line().Add("b")]);
        console.Profile.Width = 40;
        output.GetStringBuilder().Clear();

        region.Draw([new Line().Add("c")]);

        // 100 cells in 40 columns are three rows, and one for "b".
        output.ToString().ShouldContain("\u001b[?2026h\u001b[1G\u001b[4A\u001b[J");
    }

    private static void Feed(LiveRunView view, IEnumerable<RunEvent> events)
    {
        var run = new RunState();
        var sequence = 0;
        foreach (var happened in events)
        {
            var recorded = happened with { RunId = "r1", Sequence = ++sequence, Time = RunStates.Start };
            run.Apply(recorded);
            view.Show(recorded, run);
        }
    }

    private static IAnsiConsole Terminal(StringWriter output)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = 120;
        console.Profile.Height = 40;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }
}
