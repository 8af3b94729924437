using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Planner.Inference;
using Planner.Planning;
using Planner.Runs;
using Planner.Tests.Testing;
using Planner.Values;
using static Planner.Tests.Testing.Steps;

namespace Planner.Tests.Runs;

public sealed class RerunTests : IAsyncDisposable
{
    private static readonly PlanStep[] Chain = [TextStep("s1", "a"), TextStep("s2", "@s1"), TextStep("s3", "@s2"), TextStep("s4", "b")];
    private readonly FakeBackend _backend = new();
    private RunTestHost? _host;

    public ValueTask DisposeAsync() => _host?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task Rerun_FromAStep_RunsItAndWhatNeedsItAndKeepsTheRest()
    {
        var before = await RunAsync(Chain);

        var after = await AgainAsync(before, "s2");

        after.Status.ShouldBe(RunStatus.Completed);
        _backend.Calls.Skip(4).Select(call => call.Step.Id).ShouldBe(["s2", "s3"]);
        after.Steps.Select(step => ValueText.Of(step.Value!)).ShouldBe(before.Steps.Select(step => ValueText.Of(step.Value!)));
        after.Request!.RerunOf.ShouldBe(before.RunId);
        after.Step("s1")!.Match!.Candidates.ShouldNotBeEmpty();
        var kept = (await _host!.EventsAsync(after.RunId)).OfType<StepSucceeded>().Where(done => done.StepId is "s1" or "s4").ToList();
        kept.Count.ShouldBe(2);
        kept.ShouldAllBe(done => done.Cached && done.CostUsd == 0);
    }

    [Fact]
    public async Task Rerun_WithoutAStep_RunsWhatFailed()
    {
        var isBroken = true;
        _backend.WhenRun = (request, _) => Task.FromResult(request.Step.Id == "s2" && isBroken ? InferenceResult.Failure(StepErrorKind.BadInput, "broken") : FakeBackend.Echo(request));
        var before = await RunAsync(Chain);
        isBroken = false;
        var calls = _backend.Calls.Count;

        var after = await AgainAsync(before, null);

        before.Partial.ShouldBeTrue();
        after.Partial.ShouldBeFalse();
        _backend.Calls.Skip(calls).Select(call => call.Step.Id).ShouldBe(["s2", "s3"]);
    }

    [Fact]
    public async Task Rerun_OtherValue_RunsTheStepsThatTakeIt()
    {
        var before = await RunAsync(Chain);

        var after = await AgainAsync(before, null, ("s4.text", "c"));

        _backend.Calls.Skip(4).ShouldHaveSingleItem().Step.Id.ShouldBe("s4");
        ValueText.Of(after.Step("s4")!.Value!).ShouldBe("s4(c)");
    }

    [Fact]
    public async Task Rerun_StepOverAList_KeepsItsChildren()
    {
        _backend.WhenRun = (request, _) => Task.FromResult(request.Step.Id == "s1"
            ? InferenceResult.Success(new ListValue([new TextValue("x"), new TextValue("y")]))
            : FakeBackend.Echo(request));
        var before = await RunAsync(TextStep("s1", "a"), TextStep("s2", "@item") with { ForEach = StepInput.To("s1") }, TextStep("s3", "@s2"));
        var calls = _backend.Calls.Count;

        var after = await AgainAsync(before, "s3");

        _backend.Calls.Skip(calls).ShouldHaveSingleItem().Step.Id.ShouldBe("s3");
        after.Step("s2")!.Children.ShouldBe(["s2[0]", "s2[1]"]);
        after.Step("s2[1]")!.Status.ShouldBe(StepStatus.Succeeded);
    }

    [Fact]
    public async Task Rerun_FileMadeByAKeptStep_IsAFileOfTheRunAgain()
    {
        _backend.WhenRun = async (request, _) => request.Step.Id == "s1"
            ? InferenceResult.Success(new ArtifactValue(await _host!.PutAsync("speech.wav", Bytes.Wav)))
            : FakeBackend.Echo(request);
        var before = await RunAsync(Step("s1", "text-to-speech", ("text", "a")), TextStep("s2", "b"));

        var after = await AgainAsync(before, "s2");

        after.Made.ShouldHaveSingleItem().Id.ShouldBe(before.Made[0].Id);
    }

    [Fact]
    public async Task Rerun_PlanThatWasOnlyShown_RunsIt()
    {
        var shown = await RunAsync(new Request { Text = "Do it", Options = new RequestOptions { PlanOnly = true } }, Chain);

        (await AgainAsync(shown, null)).Steps.ShouldAllBe(step => step.Status == StepStatus.Succeeded);
    }

    [Fact]
    public async Task Rerun_NothingToDo_SaysWhatToName()
    {
        var done = await RunAsync(Chain);

        (await Should.ThrowAsync<BadRequestException>(() => AgainAsync(done, null))).Message.ShouldContain("Say from which");
        (await Should.ThrowAsync<BadRequestException>(() => AgainAsync(done, "s9"))).Message.ShouldContain("no step 's9'");
    }

    [Fact]
    public async Task Rerun_ItselfRunAgain_KeepsWhatWasKept()
    {
        var first = await RunAsync(Chain);
        var second = await AgainAsync(first, "s3");

        await AgainAsync(second, "s3");

        _backend.Calls.Count(call => call.Step.Id == "s1").ShouldBe(1);
        _backend.Calls.Count(call => call.Step.Id == "s3").ShouldBe(3);
    }

    private Task<RunState> RunAsync(params PlanStep[] steps) => RunAsync(new Request { Text = "Do it" }, steps);

    private Task<RunState> RunAsync(Request request, PlanStep[] steps)
    {
        _host = new RunTestHost(new ScriptedPlanner(steps), _backend);
        return _host.RunAsync(request);
    }

    private async Task<RunState> AgainAsync(RunState run, string? from, params (string Name, string Value)[] values)
    {
        var (request, kept) = await _host!.Services.GetRequiredService<Reruns>().PrepareAsync(
            run, from, values.Select(pair => KeyValuePair.Create(pair.Name, (JsonNode?)pair.Value)), TestContext.Current.CancellationToken);
        return await _host.EndAsync(await _host.Runs.StartAsync(request, kept, TestContext.Current.CancellationToken));
    }
}
