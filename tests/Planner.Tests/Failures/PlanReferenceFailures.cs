using System.Diagnostics;
using System.Text.Json;
using Planner.Inference;
using Planner.Planning;
using Planner.Runs;
using Planner.Tests.Testing;
using Planner.Values;
using static Planner.Tests.Testing.Steps;

namespace Planner.Tests.Failures;

/// <summary>How earlier systems fail on references in plans, by their numbers in the list of known failures.</summary>
public sealed class PlanReferenceFailures
{
    [Fact]
    public async Task F07_CyclicReferencesWithoutOneRightCut_RejectedWithTheCycleNamedAndNothingRuns()
    {
        var backend = new FakeBackend();
        await using var host = new RunTestHost(new ScriptedPlanner(TextStep("s1", "@s2"), TextStep("s2", "@s3"), TextStep("s3", "@s1")), backend);

        var run = await host.RunAsync();

        run.Status.ShouldBe(RunStatus.Failed);
        run.Failure!.Message.ShouldContain("s1 → s2 → s3 → s1");
        backend.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task F07_ForwardReference_StepWaitsForTheLaterStepAndGetsItsValue()
    {
        var backend = new FakeBackend();
        await using var host = new RunTestHost(new ScriptedPlanner(TextStep("s1", "@s2"), TextStep("s2", "words")), backend);

        var run = await host.RunAsync();

        run.Status.ShouldBe(RunStatus.Completed);
        ((TextValue)run.Step("s1")!.Value!).Text.ShouldBe("s1(s2(words))");
    }

    [Theory]
    [InlineData("summarise @{s1} please", "s2(summarise s1(words) please)")]
    [InlineData("@{s1}, and write to me@@example.org", "s2(s1(words), and write to me@example.org)")]
    [InlineData("{\"a\": \"@{s1.text}\\\"}", "s2({\"a\": \"s1(words)\\\"})")]
    public async Task F08_ReferenceInsideText_IsFilledIn(string template, string expected)
    {
        await using var host = new RunTestHost(new ScriptedPlanner(TextStep("s1", "words"), TextStep("s2", template)), new FakeBackend());

        var run = await host.RunAsync();

        ((TextValue)run.Step("s2")!.Value!).Text.ShouldBe(expected);
    }

    [Fact]
    public async Task F09_ReferenceToNoStep_FailsAtOnceAndSaysSo()
    {
        var watch = Stopwatch.StartNew();
        await using var host = new RunTestHost(new ScriptedPlanner(TextStep("s1", "words"), TextStep("s2", "@s9")), new FakeBackend());

        var run = await host.RunAsync();

        run.Failure!.Message.ShouldContain("refers to 's9', and there is no such step");
        run.Steps.Select(step => step.Step.Id).ShouldBe(["s1"], "what was not accepted is no part of the plan");
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task F10_StepOverAList_EveryElementHasItsOwnIdAndResult()
    {
        const string Place = "\"score\":0.9,\"box\":{\"xmin\":1,\"ymin\":1,\"xmax\":9,\"ymax\":9}";
        var boxes = JsonDocument.Parse($$"""[{"label":"cat",{{Place}}},{"label":"dog",{{Place}}},{"label":"cat",{{Place}}}]""").RootElement;
        var backend = new FakeBackend
        {
            WhenRun = (request, _) => Task.FromResult(request.Task.Id == "object-detection"
                ? InferenceResult.Success(new StructuredValue(Modality.Boxes, boxes))
                : FakeBackend.Echo(request)),
        };
        var each = TextStep("s2", "about @{item.label}") with { ForEach = StepInput.Parse("@s1.boxes") };
        await using var host = new RunTestHost(
            new ScriptedPlanner(Step("s1", "object-detection", ("image", "@f1")), each, TextStep("s3", "@s2")), backend);

        var run = await host.RunAsync(await host.RequestWithAsync("pets.png", Bytes.Png));

        run.Step("s2")!.Children.ShouldBe(["s2[0]", "s2[1]", "s2[2]"]);
        run.Step("s2")!.Children.Select(id => ((TextValue)run.Step(id)!.Value!).Text)
            .ShouldBe(["s2[0](about cat)", "s2[1](about dog)", "s2[2](about cat)"]);
        ((TextValue)run.Step("s3")!.Value!).Text.ShouldBe("s3(s2[0](about cat)\n\ns2[1](about dog)\n\ns2[2](about cat))");
    }
}
