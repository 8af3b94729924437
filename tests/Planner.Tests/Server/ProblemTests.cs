using Planner.Inference;
using Planner.Server.Problems;

namespace Planner.Tests.Server;

public sealed class ProblemTests
{
    [Theory]
    [InlineData(StepErrorKind.BadInput, 400)]
    [InlineData(StepErrorKind.Budget, 402)]
    [InlineData(StepErrorKind.CannotRun, 404)]
    [InlineData(StepErrorKind.Model, 502)]
    [InlineData(StepErrorKind.TimedOut, 504)]
    public void Of_FailureOfAModel_HasTheStatusThatSaysWhoseItIs(StepErrorKind kind, int status) =>
        Problem.Of(new StepError(kind, "It failed.")).Status.ShouldBe(status);

    [Fact]
    public void F33_Of_AnyFailure_IsNoStatusThatClientsRepeatAtOnce() =>
        Enum.GetValues<StepErrorKind>().Select(kind => Problem.Of(new StepError(kind, "It failed.")).Status).ShouldNotContain(503);
}
