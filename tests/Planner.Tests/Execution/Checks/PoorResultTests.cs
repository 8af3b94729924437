using Microsoft.Extensions.DependencyInjection;
using Planner.Inference;
using Planner.Planning;
using Planner.Runs;
using Planner.Tests.Testing;
using Planner.Values;
using static Planner.Tests.Testing.Steps;

namespace Planner.Tests.Execution.Checks;

/// <summary>What becomes of results that are none, and of those that are poor, in a run.</summary>
public sealed class PoorResultTests
{
    private const string Source = "The tenant must give notice in writing at least three months before the end of the year.";
    private const string Good = "El inquilino debe avisar por escrito al menos tres meses antes del final del año.";

    // It looks like the right language, and is far too short.
    private const string Poor = "Aviso previo.";

    [Fact]
    public async Task Run_AResultThatIsNone_TheNextModelIsTried()
    {
        var (run, events) = await RunAsync(model => model == "first/translation" ? FakeBackend.Text(Source) : FakeBackend.Text(Good));

        ((TextValue)run.Step("s1")!.Value!).Text.ShouldBe(Good);
        var retried = events.OfType<StepRetried>().ShouldHaveSingleItem();
        (retried.Error.Message, retried.Next).ShouldBe(("first/translation gave the text back untranslated.", "second/translation"));
        run.Answer.ShouldNotContain("To be taken with care");
    }

    [Fact]
    public async Task Run_APoorResult_GivesWayToABetterOne()
    {
        var (run, events) = await RunAsync(model => model == "first/translation" ? FakeBackend.Text(Poor) : FakeBackend.Text(Good));

        ((TextValue)run.Step("s1")!.Value!).Text.ShouldBe(Good);
        run.Step("s1")!.Weakness.ShouldBeNull();
        var succeeded = events.OfType<StepSucceeded>().ShouldHaveSingleItem();
        (succeeded.Model, succeeded.FallbackLevel).ShouldBe(("second/translation", 1));
        events.OfType<StepRetried>().ShouldHaveSingleItem().Error.Message.ShouldBe(
            "first/translation gave 13 letters for a text of 88: something is missing or made up; that is kept in case nothing better comes.");
    }

    [Theory]
    [InlineData("poor")]
    [InlineData("none")]
    [InlineData("failure")]
    [InlineData("bad input")]
    public async Task Run_APoorResultAndNothingBetter_IsUsedAndSaid(string second)
    {
        var (run, events) = await RunAsync(model => (model, second) switch
        {
            ("first/translation", _) => FakeBackend.Text(Poor),
            (_, "poor") => FakeBackend.Text("Otro aviso."),
            (_, "none") => FakeBackend.Text(Source),
            (_, "failure") => InferenceResult.Failure(StepErrorKind.Model, "Out of memory."),
            _ => InferenceResult.Failure(StepErrorKind.BadInput, "That is no text."),
        });

        run.Status.ShouldBe(RunStatus.Completed);
        run.Partial.ShouldBeFalse();
        ((TextValue)run.Step("s1")!.Value!).Text.ShouldBe(Poor);
        var succeeded = events.OfType<StepSucceeded>().ShouldHaveSingleItem();
        (succeeded.Model, succeeded.FallbackLevel, succeeded.Weakness).ShouldBe(("first/translation", 0, "gave 13 letters for a text of 88: something is missing or made up"));
        run.Answer.ShouldEndWith("To be taken with care:\n• s1 translation: first/translation gave 13 letters for a text of 88: something is missing or made up.");
    }

    [Fact]
    public async Task Run_APoorResultAndNoTimeForABetterOne_IsUsed()
    {
        var clock = new ManualTimeProvider();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var backend = new FakeBackend
        {
            WhenRun = async (request, stop) =>
            {
                if (request.Model.Id == "first/translation")
                {
                    return FakeBackend.Text(Poor);
                }

                asked.SetResult();
                await Task.Delay(Timeout.Infinite, stop);
                return FakeBackend.Text(Good);
            },
        };
        var step = Step("s1", "translation", ("text", Source)) with { Requirements = new StepRequirements { MaxSeconds = 5 } };
        await using var host = new RunTestHost(new ScriptedPlanner(step), [backend], services => services.AddSingleton<TimeProvider>(clock));
        var id = await host.StartAsync();

        await asked.Task.WaitAsync(RunTestHost.Patience, TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromSeconds(5));

        ((TextValue)(await host.EndAsync(id)).Step("s1")!.Value!).Text.ShouldBe(Poor);
    }

    private static async Task<(RunState Run, IReadOnlyList<RunEvent> Events)> RunAsync(Func<string, InferenceResult> reply)
    {
        var backend = new FakeBackend { WhenRun = (request, _) => Task.FromResult(reply(request.Model.Id)) };
        var step = Step("s1", "translation", ("text", Source)) with { Parameters = new Dictionary<string, System.Text.Json.Nodes.JsonNode?> { ["target_language"] = "es" } };
        await using var host = new RunTestHost(new ScriptedPlanner(step), backend);
        var id = await host.StartAsync();
        return (await host.EndAsync(id), await host.EventsAsync(id));
    }
}
