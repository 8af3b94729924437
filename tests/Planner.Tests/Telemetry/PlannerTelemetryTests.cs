using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Planner.Catalog;
using Planner.Runs;
using Planner.Telemetry;
using Planner.Tests.Testing;

namespace Planner.Tests.Telemetry;

public sealed class PlannerTelemetryTests
{
    private const string Secret = "the words that nobody else may see";

    [Fact]
    public async Task Run_Listened_TellsSpansAndFiguresByTheConventions()
    {
        // Other tests run beside this one: what is ours is known by the run and by a model that only this one has.
        const string Model = "telemetry/only-here";
        var spans = new ConcurrentQueue<Activity>();
        var figures = new ConcurrentQueue<(string Name, double Value, Dictionary<string, object?> Tags)>();
        using var activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == PlannerTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(activities);
        using var meters = new MeterListener();
        meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == PlannerTelemetry.Name)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => figures.Enqueue((instrument.Name, value, Named(tags))));
        meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => figures.Enqueue((instrument.Name, value, Named(tags))));
        meters.Start();
        var backend = new FakeBackend { WhenRun = (request, _) => Task.FromResult(FakeBackend.Echo(request) with { Tokens = 30, InputTokens = 20, OutputTokens = 10, CostUsd = 0.5m }) };
        await using var host = new RunTestHost(
            new ScriptedPlanner(Steps.TextStep("s1", Secret)), [backend], services => services.AddSingleton(new ModelCatalog([new ModelCard { Id = Model, Tasks = ["summarization"], Description = "x" }])));

        var run = await host.RunAsync(new Request { Text = Secret });

        var ours = spans.Where(span => Equals(span.GetTagItem("planner.run.id"), run.RunId)).ToList();
        ours.Select(span => span.DisplayName).ShouldBe(["plan planner", "execute_tool summarization", "invoke_workflow planner"], ignoreOrder: true);
        var whole = ours.Single(span => span.DisplayName == "invoke_workflow planner");
        whole.GetTagItem("planner.status").ShouldBe("completed");
        var step = ours.Single(span => span.DisplayName == "execute_tool summarization");
        step.ParentSpanId.ShouldBe(whole.SpanId);
        var call = spans.Single(span => span.DisplayName == $"generate_content {Model}");
        call.ParentSpanId.ShouldBe(step.SpanId);
        call.Kind.ShouldBe(ActivityKind.Client);
        call.GetTagItem("gen_ai.operation.name").ShouldBe("generate_content");
        call.GetTagItem("gen_ai.provider.name").ShouldBe("fake");
        call.GetTagItem("gen_ai.request.model").ShouldBe(Model);
        call.GetTagItem("gen_ai.usage.input_tokens").ShouldBe(20);
        call.GetTagItem("gen_ai.usage.output_tokens").ShouldBe(10);
        var told = figures.Where(figure => Equals(figure.Tags.GetValueOrDefault("gen_ai.request.model"), Model)).ToList();
        told.Where(figure => figure.Name == "gen_ai.client.token.usage").Select(figure => (figure.Tags["gen_ai.token.type"], figure.Value)).ShouldBe([("input", 20.0), ("output", 10.0)]);
        told.Single(figure => figure.Name == "gen_ai.client.operation.duration").Value.ShouldBeGreaterThanOrEqualTo(0);
        told.Single(figure => figure.Name == "planner.cost").Value.ShouldBe(0.5);
        spans.SelectMany(span => span.TagObjects.Select(tag => tag.Value?.ToString()).Append(span.DisplayName)).ShouldNotContain(text => text != null && text.Contains(Secret, StringComparison.Ordinal));
    }

    private static Dictionary<string, object?> Named(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var named = new Dictionary<string, object?>();
        foreach (var (name, value) in tags)
        {
            named[name] = value;
        }

        return named;
    }
}
