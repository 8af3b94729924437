using Planner.Inference;
using Planner.Runs;
using Planner.Tests.Testing;

namespace Planner.Tests.Execution;

/// <summary>What is busy and says when it will be ready is not asked earlier, nor waited for without end.</summary>
public sealed class RetryAfterTests
{
    [Fact]
    public async Task RunAsync_ABusyModelThatNamesATime_IsAskedAgainThen()
    {
        var clock = new ManualTimeProvider();
        var backend = new FakeBackend { WhenRun = Busy(times: 1, after: 20) };
        await using var host = new RunTestHost(new ScriptedPlanner(Steps.TextStep("s1", "x")), [backend], services => Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton<TimeProvider>(services, clock));
        var id = await host.StartAsync();

        await host.WaitForAsync<StepRetried>(id);
        await clock.TimerWithinAsync(TimeSpan.FromSeconds(20));
        clock.Advance(TimeSpan.FromSeconds(19));
        backend.Calls.Count.ShouldBe(1);
        clock.Advance(TimeSpan.FromSeconds(1));
        var run = await host.EndAsync(id);

        run.Status.ShouldBe(RunStatus.Completed);
        backend.Calls.Select(call => call.Model.Id).ShouldBe(["first/summarization", "first/summarization"]);
    }

    [Fact]
    public async Task RunAsync_ABusyModelThatAsksForTooMuch_GivesWayToTheNextAtOnce()
    {
        var backend = new FakeBackend { WhenRun = Busy(times: 1, after: 600) };
        await using var host = new RunTestHost(new ScriptedPlanner(Steps.TextStep("s1", "x")), backend);

        var run = await host.RunAsync();

        run.Status.ShouldBe(RunStatus.Completed);
        backend.Calls.Select(call => call.Model.Id).ShouldBe(["first/summarization", "second/summarization"]);
    }

    private static Func<InferenceRequest, CancellationToken, Task<InferenceResult>> Busy(int times, double after)
    {
        var calls = 0;
        return (request, _) => Task.FromResult(Interlocked.Increment(ref calls) <= times
            ? InferenceResult.Failure(new StepError(StepErrorKind.Unavailable, "busy") { RetryAfterSeconds = after })
            : FakeBackend.Echo(request));
    }
}
