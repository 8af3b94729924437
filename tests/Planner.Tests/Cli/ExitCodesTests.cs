using Planner.Cli;
using Planner.Inference;
using Planner.Runs;
using Planner.Tests.Testing;
using Planner.Values;

namespace Planner.Tests.Cli;

public sealed class ExitCodesTests
{
    private static readonly RunEvent[] TwoSteps =
        [RunStates.Accepted(), RunStates.Planned(Steps.TextStep("s1", "a")), RunStates.Planned(Steps.TextStep("s2", "@s1"))];

    public static TheoryData<string, RunEvent[], int> Ends => new()
    {
        { "answered", [new RunCompleted()], 0 },
        { "answered in part", [new RunCompleted { Partial = true }], 3 },
        { "cancelled", [new RunCancelled()], 130 },
        { "bad request", [Failed(RunFailureKind.BadRequest)], 2 },
        { "nothing can run", [Failed(RunFailureKind.CannotRun)], 4 },
        { "deadline", [Failed(RunFailureKind.Deadline)], 3 },
        { "own fault", [Failed(RunFailureKind.Internal)], 1 },
        { "steps failed", [StepFailed("s1", StepErrorKind.Model), Skipped("s2"), Failed(RunFailureKind.Steps)], 3 },
        { "wrong media", [StepFailed("s1", StepErrorKind.BadInput), Skipped("s2"), Failed(RunFailureKind.BadRequest)], 2 },
        { "no valid plan", [Failed(RunFailureKind.Planning)], 2 },
        { "wrong media for one", [Succeeded("s1"), StepFailed("s2", StepErrorKind.BadInput), Failed(RunFailureKind.Steps)], 3 },
    };

    [Theory]
    [MemberData(nameof(Ends), DisableDiscoveryEnumeration = true)]
    public void Of_EachEnd_IsItsCode(string end, RunEvent[] events, int code) =>
        ExitCodes.Of(RunStates.Of([.. TwoSteps, .. events])).ShouldBe(code, end);

    private static RunFailed Failed(RunFailureKind kind) => new() { Kind = kind, Message = "It failed." };

    private static StepFailed StepFailed(string id, StepErrorKind kind) => new() { StepId = id, Error = new StepError(kind, "It failed.") };

    private static StepSkipped Skipped(string id) => new() { StepId = id, Because = "s1", Reason = "s1 failed" };

    private static StepSucceeded Succeeded(string id) => new() { StepId = id, Value = new TextValue("x") };
}
