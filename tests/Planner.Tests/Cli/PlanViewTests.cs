using Planner.Cli.Views;
using Planner.Inference;
using Planner.Runs;
using Planner.Tests.Testing;
using Planner.Values;

namespace Planner.Tests.Cli;

public sealed class PlanViewTests
{
    private static readonly PlanViewOptions Still = new() { Width = 100, Now = RunStates.Start.AddSeconds(60) };

    [Fact]
    public void Draw_EveryState_IsShown()
    {
        var run = RunStates.Of(
            RunStates.Accepted(),
            RunStates.Planned(Steps.TextStep("s1", "x")),
            RunStates.Planned(Steps.TextStep("s2", "x")),
            RunStates.Planned(Steps.TextStep("s3", "@s1", "@s2")),
            RunStates.Planned(Steps.TextStep("s4", "@s3")),
            new StepStarted { StepId = "s1", Attempt = 1, Model = "local/a", Instance = "local" },
            new StepSucceeded { StepId = "s1", Value = new TextValue("x"), Model = "local/a", Instance = "local", Seconds = 1.25 },
            new StepStarted { StepId = "s2", Attempt = 1, Model = "local/b", Instance = "local" },
            new StepFailed { StepId = "s2", Error = new StepError(StepErrorKind.Model, "It gave nothing.", "Use another."), Seconds = 12.5 },
            new StepSkipped { StepId = "s3", Because = "s2", Reason = "s2 failed" },
            new StepCancelled { StepId = "s4", Reason = "deadline" });

        Text(run, Still).ShouldBe(
            """
            ✔   s1  summarization  Do s1  local/a  1.25 s
            │ ✘ s2  summarization  Do s2  local/b  12.5 s
            │ │     It gave nothing. Use another.
            ├─╯
            ⊘   s3  summarization  Do s3
            │       s2 failed
            ■   s4  summarization  Do s4
                    stopped: the deadline passed
            """);
    }

    [Fact]
    public void Draw_AtWork_TicksAndTellsProgress()
    {
        var run = RunStates.Of(
            RunStates.Accepted(),
            RunStates.Planned(Steps.TextStep("s1", "x")),
            new StepStarted { StepId = "s1", Attempt = 1, Model = "local/a", Instance = "local" },
            new StepProgressed { StepId = "s1", Fraction = 0.4, Text = "page 2 of 5" });

        Text(run, Still with { Now = RunStates.Start.AddSeconds(5.5), Frame = 0 }).ShouldBe("⠋ s1  summarization  40 % page 2 of 5 · Do s1  local/a  3.5 s");
        Text(run, Still with { Interrupted = true }).ShouldContain("■ s1");
        Text(run, Still with { Interrupted = true }).ShouldContain("interrupted while it ran");
    }

    [Fact]
    public void Draw_Reasons_SaysModelAndWhy()
    {
        var run = RunStates.Of(
            RunStates.Accepted(),
            RunStates.Planned(Steps.TextStep("s1", "x")),
            RunStates.Planned(Steps.TextStep("s2", "@s1")),
            RunStates.Matched("s1", "local/a", "the only one"),
            RunStates.Matched("s2", "big/b", "nothing", runnable: false));

        var text = Text(run, Still with { Reasons = true });

        text.ShouldContain("→ local/a: the only one");
        text.ShouldContain("→ big/b, which can't run here: no engine for it. Install it.");
    }

    [Fact]
    public void Draw_ForEach_ShowsWhatNeedsALook()
    {
        var children = Enumerable.Range(0, 10).Select(number => $"s1[{number}]").ToArray();
        var run = RunStates.Of(
            [
                RunStates.Accepted(),
                RunStates.Planned(Steps.TextStep("s1", "x")),
                new StepExpanded { StepId = "s1", Children = children },
                .. children.Take(9).Select(id => new StepSucceeded { StepId = id, Value = new TextValue("x"), Model = "m", Seconds = 1 }),
                new StepFailed { StepId = "s1[9]", Error = new StepError(StepErrorKind.Model, "Broken.") },
            ]);

        var text = Text(run, Still);

        text.ShouldContain("✘ s1[9]");
        text.ShouldContain("9 of 10 done");
    }

    [Theory]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(200)]
    public void Draw_AnyWidth_StepLinesFit(int width)
    {
        var step = Steps.Step("s1", "automatic-speech-recognition", ("audio", "x")) with { Instruction = new string('w', 300) };
        var run = RunStates.Of(
            RunStates.Accepted(), RunStates.Planned(step), RunStates.Matched("s1", new string('m', 60), "why"),
            new StepStarted { StepId = "s1", Attempt = 1, Model = new string('m', 60), Instance = "local" });

        PlanView.Draw(run, Still with { Width = width, Frame = 0 }).ShouldAllBe(line => line.Cells <= Math.Max(width, 50));
    }

    [Fact]
    public void Draw_TextOfOthers_CanNotReachTheTerminal()
    {
        const string evil = "\u001b]0;owned\u0007[red]x[/]\u001b[2J\r\n\u202E";
        var step = Steps.TextStep("s1", "x") with { Id = "s1" + evil, Task = "task" + evil, Instruction = evil };
        var run = RunStates.Of(
            RunStates.Accepted(evil),
            RunStates.Planned(step),
            RunStates.Matched(step.Id, "model" + evil, evil),
            new StepStarted { StepId = step.Id, Attempt = 1, Model = "model" + evil, Instance = evil },
            new StepProgressed { StepId = step.Id, Fraction = 1, Text = evil },
            new StepFailed { StepId = step.Id, Error = new StepError(StepErrorKind.Model, evil, evil), Model = evil });

        var text = Text(run, Still with { Reasons = true });

        text.ShouldNotContain('\u001b');
        text.ShouldNotContain('\r');
        text.ShouldNotContain('\u202E');
        text.ShouldContain("[red]x[/]");
    }

    private static string Text(RunState run, PlanViewOptions options) => string.Join('\n', PlanView.Draw(run, options));
}
