using System.Diagnostics;
using System.Diagnostics.Metrics;
using Planner.Inference;
using Planner.Routing;
using Planner.Runs;

namespace Planner.Telemetry;

/// <summary>
/// All that Planner tells of itself in spans and figures, named by the OpenTelemetry conventions for generative AI where these have a name. Never a prompt, a
/// result or a key: only ids, names, kinds and numbers. Costs next to nothing while nobody listens.
/// </summary>
public static class PlannerTelemetry
{
    /// <summary>The name of the source of spans and of the meter.</summary>
    public const string Name = "Planner";

    // The buckets that the conventions advise.
    private static readonly InstrumentAdvice<double> Durations = new() { HistogramBucketBoundaries = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92] };
    private static readonly InstrumentAdvice<long> Counts = new() { HistogramBucketBoundaries = [1, 4, 16, 64, 256, 1024, 4096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216, 67_108_864] };

    private static readonly string? Version = typeof(PlannerTelemetry).Assembly.GetName().Version?.ToString(3);
    private static readonly ActivitySource Source = new(Name, Version);
    private static readonly Meter Meter = new(Name, Version);
    private static readonly Histogram<double> CallSeconds = Meter.CreateHistogram("gen_ai.client.operation.duration", "s", "How long a call of a model took.", null, Durations);
    private static readonly Histogram<long> CallTokens = Meter.CreateHistogram("gen_ai.client.token.usage", "{token}", "How many tokens a call took and gave.", null, Counts);
    private static readonly Histogram<double> FirstToken = Meter.CreateHistogram("planner.call.first_token", "s", "How long it took until the first piece of text came.", null, Durations);
    private static readonly Counter<double> Cost = Meter.CreateCounter<double>("planner.cost", "{USD}", "US dollars spent, where the price is known.");
    private static readonly Counter<long> Runs = Meter.CreateCounter<long>("planner.runs", "{run}", "Runs that ended.");
    private static readonly Histogram<double> RunSeconds = Meter.CreateHistogram("planner.run.duration", "s", "How long runs took.", null, Durations);
    private static readonly UpDownCounter<long> ActiveRuns = Meter.CreateUpDownCounter<long>("planner.runs.active", "{run}", "Runs at work in this process.");
    private static readonly Counter<long> Steps = Meter.CreateCounter<long>("planner.steps", "{step}", "Steps that ended.");
    private static readonly Counter<long> Refusals = Meter.CreateCounter<long>("planner.budget.refusals", "{call}", "Calls that no budget paid for.");

    /// <summary>A run begins. Dispose of the span when it has ended.</summary>
    internal static Activity? StartRun(string runId)
    {
        ActiveRuns.Add(1);
        return Source.StartActivity("invoke_workflow planner")?
            .SetTag("gen_ai.operation.name", "invoke_workflow").SetTag("gen_ai.workflow.name", "planner").SetTag("planner.run.id", runId);
    }

    /// <summary>A run has ended.</summary>
    internal static void EndRun(Activity? span, RunEvent? end, double seconds)
    {
        ActiveRuns.Add(-1);
        var status = end switch
        {
            RunCompleted { Partial: true } => "partial",
            RunCompleted => "completed",
            RunCancelled => "cancelled",
            RunFailed failed => ErrorReport.Name(failed.Kind),
            _ => "let-go",
        };
        Runs.Add(1, new KeyValuePair<string, object?>("planner.status", status));
        RunSeconds.Record(seconds, new KeyValuePair<string, object?>("planner.status", status));
        span?.SetTag("planner.status", status);
        if (end is RunFailed)
        {
            Fail(span, status);
        }
    }

    /// <summary>A controller plans. Dispose of the span when it is done.</summary>
    internal static Activity? StartPlan(string runId) => Source.StartActivity("plan planner")?.SetTag("gen_ai.operation.name", "plan").SetTag("planner.run.id", runId);

    /// <summary>A step begins. Its span belongs to the run's, even when it starts while the plan is still being made.</summary>
    internal static Activity? StartStep(ActivityContext run, string runId, string stepId, string task) =>
        Source.StartActivity($"execute_tool {task}", ActivityKind.Internal, run)?
            .SetTag("gen_ai.operation.name", "execute_tool").SetTag("gen_ai.tool.name", task).SetTag("gen_ai.tool.call.id", stepId).SetTag("planner.run.id", runId);

    /// <summary>A step has ended.</summary>
    internal static void EndStep(Activity? span, string task, StepStatus status, StepErrorKind? error, bool cached)
    {
        Steps.Add(1, new("gen_ai.tool.name", task), new("planner.status", ErrorReport.Name(status)), new("planner.cached", cached));
        span?.SetTag("planner.status", ErrorReport.Name(status)).SetTag("planner.cached", cached);
        if (error is { } kind)
        {
            Fail(span, ErrorReport.Name(kind));
        }
    }

    /// <summary>A budget did not pay for a call.</summary>
    internal static void Refused(string account) => Refusals.Add(1, new KeyValuePair<string, object?>("planner.budget", account.Split(':')[0]));

    /// <summary>A call of a model is over. Its span is made now, of the time that it took.</summary>
    internal static void Called(CallRecord call)
    {
        var operation = OperationOf(call.Task);
        var tags = new TagList
        {
            { "gen_ai.operation.name", operation },
            { "gen_ai.provider.name", call.Instance },
            { "gen_ai.request.model", call.Model },
            { "planner.task", call.Task },
        };
        var error = call.Cancelled ? "cancelled" : call.Error is { } kind ? ErrorReport.Name(kind) : null;
        using (var span = Source.StartActivity(ActivityKind.Client, startTime: call.Time, name: $"{operation} {call.Model}"))
        {
            if (span is not null)
            {
                foreach (var (name, value) in tags)
                {
                    span.SetTag(name, value);
                }

                span.SetTag("gen_ai.usage.input_tokens", call.InputTokens).SetTag("gen_ai.usage.output_tokens", call.OutputTokens)
                    .SetTag("planner.attempt", call.Attempt).SetTag("planner.hedge", call.Hedge ? true : null)
                    .SetTag("planner.cost_usd", call.CostUsd > 0 ? (double)call.CostUsd : null).SetEndTime(call.Time.UtcDateTime.AddSeconds(call.Seconds));
                Fail(span, error);
            }
        }

        Record(CallTokens, call.InputTokens, tags, "input");
        Record(CallTokens, call.OutputTokens, tags, "output");
        if (call.CostUsd > 0)
        {
            Cost.Add((double)call.CostUsd, tags);
        }

        if (call.FirstTokenSeconds is { } first)
        {
            FirstToken.Record(first, tags);
        }

        if (error is not null)
        {
            tags.Add("error.type", error);
        }

        CallSeconds.Record(call.Seconds, tags);
    }

    private static void Record(Histogram<long> histogram, int? tokens, TagList tags, string type)
    {
        if (tokens is { } count)
        {
            tags.Add("gen_ai.token.type", type);
            histogram.Record(count, tags);
        }
    }

    private static void Fail(Activity? span, string? error)
    {
        if (error is not null)
        {
            span?.SetTag("error.type", error).SetStatus(ActivityStatusCode.Error);
        }
    }

    // The conventions have no name for a classification or a transcription; what generates or reads content in general comes nearest.
    private static string OperationOf(string task) => task switch
    {
        "plan" or "answer" or "judge" or "choose" or "route" or "text-generation" or "conversational" or "image-text-to-text" => "chat",
        "feature-extraction" => "embeddings",
        _ => "generate_content",
    };
}
