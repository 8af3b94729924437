using Planner.Matching;
using Planner.Planning;
using Planner.Runs;

namespace Planner.Tests.Cli;

/// <summary>Runs folded from events.</summary>
internal static class RunStates
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Folds events, each a second after the one before.</summary>
    public static RunState Of(params IEnumerable<RunEvent> events)
    {
        var run = new RunState();
        var sequence = 0;
        foreach (var happened in events)
        {
            run.Apply(happened with { RunId = "r0123456789abcdef", Sequence = ++sequence, Time = Start.AddSeconds(sequence - 1) });
        }

        return run;
    }

    public static RunAccepted Accepted(string text = "Do it") => new() { Request = new Request { Text = text } };

    public static PlanStepAccepted Planned(PlanStep step) => new() { StepId = step.Id, Step = step };

    public static StepMatched Matched(string id, string model, string reason, bool runnable = true) => new()
    {
        StepId = id,
        Match = new ModelMatch(
            [new Candidate(model, 1, []) { Runnable = runnable, Through = runnable ? "engine 1.0" : "no engine for it", Fix = runnable ? null : "Install it." }], reason),
    };
}
