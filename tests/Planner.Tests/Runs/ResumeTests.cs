using System.Text.Json;
using Planner.Planning;
using Planner.Runs;
using Planner.Serialization;
using Planner.Tests.Testing;
using Planner.Values;
using static Planner.Tests.Testing.Steps;

namespace Planner.Tests.Runs;

/// <summary>Going on with what a process left that is gone.</summary>
public sealed class ResumeTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Resume_PlanUnfinishedAndNowOtherwise_NewStepIsRunAndNotGivenTheOldValue()
    {
        var backend = new FakeBackend();
        await using var host = new RunTestHost(new ScriptedPlanner(TextStep("s1", "new words")), backend);

        var run = await ResumeAsync(host, new PlanStarted { Planner = "old" }, Planned(Step("s1", "translation", ("text", "old words"))), Done("s1", new TextValue("old")));

        ((TextValue)run.Step("s1")!.Value!).Text.ShouldBe("s1(new words)");
        backend.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Resume_PlanUnfinishedAndTheSame_DoneStepStays()
    {
        var backend = new FakeBackend();
        await using var host = new RunTestHost(new ScriptedPlanner(TextStep("s1", "words"), TextStep("s2", "@s1")), backend);

        var run = await ResumeAsync(host, new PlanStarted { Planner = "old" }, Planned(TextStep("s1", "words")), Done("s1", new TextValue("done before")));

        ((TextValue)run.Step("s2")!.Value!).Text.ShouldBe("s2(done before)");
        backend.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Resume_PlanThatWasNeverCheckedOrRejected_IsRejected()
    {
        var backend = new FakeBackend();
        await using var host = new RunTestHost(new ScriptedPlanner(), backend);

        var run = await ResumeAsync(
            host, new PlanStarted { Planner = "old" }, Planned(TextStep("s1", "words")), Planned(TextStep("s2", "@s3")), Planned(TextStep("s3", "@s2")), new PlanCompleted { Steps = 3 });

        run.Failure!.Message.ShouldContain("in a circle");
        backend.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Resume_LargeChildOfAForEach_DependentGetsTheWholeText()
    {
        var backend = new FakeBackend();
        var whole = new TextValue(new string('x', 100_000));
        var each = TextStep("s2", "@item") with { ForEach = StepInput.Parse("@s1") };
        await using var host = new RunTestHost(new ScriptedPlanner(), backend);
        var artifact = await host.PutAsync("s2.json", JsonSerializer.SerializeToUtf8Bytes(whole, PlannerJson.Context.Value));

        await ResumeAsync(
            host,
            new PlanStarted { Planner = "old" },
            Planned(TextStep("s1", "a")),
            Planned(each),
            Planned(TextStep("s3", "@s2")),
            new PlanCompleted { Steps = 3 },
            Done("s1", new ListValue([new TextValue("one"), new TextValue("two")])),
            new StepExpanded { StepId = "s2", Children = ["s2[0]", "s2[1]"] },
            Done("s2[0]", new StoredValue(artifact, Modality.Text, "xxx", whole.Text.Length)));

        ValueText.Of(backend.Calls.Single(call => call.Step.Id == "s3").Inputs["text"])!.Length.ShouldBeGreaterThan(100_000);
    }

    private static PlanStepAccepted Planned(PlanStep step) => new() { StepId = step.Id, Step = step };

    private static StepSucceeded Done(string id, Value value) => new() { StepId = id, Value = value, Model = "m", Instance = "i" };

    private static async Task<RunState> ResumeAsync(RunTestHost host, params RunEvent[] events)
    {
        var accepted = new RunAccepted { Request = new Request { Text = "x", Language = "en" } };
        var lease = await host.Journal.CreateAsync(accepted, "a process that died", TimeSpan.Zero, Stop);
        await host.Journal.AppendAsync(lease, events, Stop);
        (await host.Runs.ResumeAsync(lease.RunId, Stop)).ShouldBeTrue();
        return await host.EndAsync(lease.RunId);
    }
}
