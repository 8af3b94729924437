using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Planner.Artifacts;
using Planner.Inference;
using Planner.Runs;
using Planner.Tests.Testing;
using Planner.Values;
using static Planner.Tests.Testing.Steps;

namespace Planner.Tests.Execution;

public sealed class StepCacheTests
{
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3];

    [Fact]
    public async Task Run_SameStepAgain_IsNotCalledAgain()
    {
        var backend = Repeatable();
        await using var host = new RunTestHost(new ScriptedPlanner(TextStep("s1", "x")), backend);
        await host.RunAsync();

        var again = await host.RunAsync();

        backend.Calls.Count.ShouldBe(1);
        again.Status.ShouldBe(RunStatus.Completed);
        again.Step("s1")!.Value.ShouldBeOfType<TextValue>().Text.ShouldBe("s1(x)");
        var succeeded = (await host.EventsAsync(again.RunId)).OfType<StepSucceeded>().Single();
        (succeeded.Cached, succeeded.Model, succeeded.Instance, succeeded.CostUsd).ShouldBe((true, "first/summarization", "fake", 0m));
    }

    [Theory]
    [InlineData("another text")]
    [InlineData("another version")]
    [InlineData("not repeatable")]
    [InlineData("no cache")]
    [InlineData("grown old")]
    public async Task Run_NotTheSame_IsCalled(string what)
    {
        var clock = new ManualTimeProvider();
        var backend = Repeatable();
        var planner = new ScriptedPlanner(TextStep("s1", what == "another text" ? "@f1" : "x"));
        await using var host = new RunTestHost(planner, [backend], services => services.AddSingleton<TimeProvider>(clock));
        await host.RunAsync(await host.RequestWithAsync("a.txt", "one"u8.ToArray()));
        switch (what)
        {
            case "another version":
                backend.Revision = (_, _) => "2";
                break;
            case "not repeatable":
                backend.Revision = (_, _) => null;
                break;
            case "grown old":
                clock.Advance(TimeSpan.FromHours(7 * 24 + 1));
                break;
        }

        var request = await host.RequestWithAsync("a.txt", "two"u8.ToArray());
        await host.RunAsync(request with { Options = new RequestOptions { NoCache = what == "no cache" } });

        backend.Calls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Run_SameFileOfAnotherUser_GivesTheResultWithoutTheirIds()
    {
        var backend = Repeatable();
        await using var host = new RunTestHost(new ScriptedPlanner(Step("s1", "text-to-speech", ("text", "@s0")), Step("s0", "image-to-text", ("image", "@f1"))), backend);
        backend.WhenRun = async (request, _) => request.Task.Id == "image-to-text"
            ? InferenceResult.Success(new TextValue("words")
            {
                Sources = [new ValueSource { ArtifactId = ((ArtifactValue)request.Inputs["image"]).Artifact.Id, Name = "page.png" }],
            })
            : InferenceResult.Success(new ArtifactValue(await host.PutAsync("speech.wav", Wav())));
        async Task<RunState> AskAsync(string user)
        {
            ArtifactStore.ActAs(user);
            var request = await host.RequestWithAsync("page.png", Png);
            return await host.RunAsync(request with { User = user });
        }

        var ann = await AskAsync("ann");
        var bob = await AskAsync("bob");

        backend.Calls.Count.ShouldBe(2);
        var read = bob.Step("s0")!.Value!.Sources.ShouldHaveSingleItem();
        read.ArtifactId.ShouldBe(bob.Request!.Attachments[0].Artifact.Id);
        var (hers, his) = (((ArtifactValue)ann.Step("s1")!.Value!).Artifact, ((ArtifactValue)bob.Step("s1")!.Value!).Artifact);
        (his.Id == hers.Id).ShouldBeFalse();
        (his.Sha256, his.Owner, hers.Owner).ShouldBe((hers.Sha256, "bob", "ann"));
        (await host.Artifacts.FindAsync(his.Id, TestContext.Current.CancellationToken))!.Owner.ShouldBe("bob");
        JsonSerializer.Serialize(await host.EventsAsync(bob.RunId), Serialization.PlannerJson.Context.IReadOnlyListRunEvent).ShouldNotContain(hers.Id);
    }

    [Fact]
    public async Task Run_BytesOfAResultAreGone_IsCalledAgain()
    {
        var backend = Repeatable();
        await using var host = new RunTestHost(new ScriptedPlanner(Step("s1", "text-to-speech", ("text", "x"))), backend);
        backend.WhenRun = async (_, _) => InferenceResult.Success(new ArtifactValue(await host.PutAsync("speech.wav", Wav())));
        var first = await host.RunAsync();
        File.Delete(host.Artifacts.PathOf(first.Made.Single()));

        var second = await host.RunAsync();

        second.Status.ShouldBe(RunStatus.Completed);
        backend.Calls.Count.ShouldBe(2);
        File.Exists(host.Artifacts.PathOf(second.Made.Single())).ShouldBeTrue();
    }

    [Fact]
    public async Task Run_SameStepsAtOnce_AreCalledOnce()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var backend = Repeatable();
        backend.WhenRun = async (request, _) =>
        {
            begun.TrySetResult();
            await release.Task;
            return FakeBackend.Text("the same");
        };
        await using var host = new RunTestHost(new ScriptedPlanner([.. Enumerable.Range(1, 6).Select(i => TextStep($"s{i}", "x") with { Instruction = "Do it" })]), backend);

        var id = await host.StartAsync();
        await begun.Task.WaitAsync(RunTestHost.Patience, TestContext.Current.CancellationToken);
        release.SetResult();
        var run = await host.EndAsync(id);

        run.Steps.ShouldAllBe(step => ((TextValue)step.Value!).Text == "the same");
        backend.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Run_FirstOfSeveralFails_OthersAreCalledForThemselves()
    {
        var calls = 0;
        var backend = Repeatable();
        backend.WhenAsked = (card, _) => card.Id.StartsWith("first", StringComparison.Ordinal) ? Runnability.Yes("a fake") : Runnability.No("no");
        backend.WhenRun = (_, _) => Task.FromResult(Interlocked.Increment(ref calls) == 1 ? InferenceResult.Failure(StepErrorKind.Model, "broke") : FakeBackend.Text("good"));
        await using var host = new RunTestHost(new ScriptedPlanner([.. Enumerable.Range(1, 3).Select(i => TextStep($"s{i}", "x") with { Instruction = "Do it" })]), backend);

        var run = await host.RunAsync();

        run.Steps.Count(step => step.Status == StepStatus.Succeeded).ShouldBe(2);
    }

    private static FakeBackend Repeatable() => new() { Revision = (_, _) => "1" };

    private static byte[] Wav() => [.. "RIFF"u8, 36, 0, 0, 0, .. "WAVEfmt "u8, .. Encoding.ASCII.GetBytes("0123456789")];
}
