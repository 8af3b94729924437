using System.Text.Json.Serialization;
using Planner.Planning;
using Planner.Statistics;

namespace Planner.Runs;

/// <summary>
/// A run as one JSON object: what <c>planner ask --json</c> prints and <c>GET /api/runs/{id}</c> answers. Members without a value are null, so
/// that the form is always the same.
/// </summary>
public sealed record RunReport
{
    /// <summary>The run's id; null for a request that never became a run.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? RunId { get; init; }

    /// <summary>Where it stands.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>Whether it ended with steps missing that were not optional.</summary>
    public bool Partial { get; init; }

    /// <summary>The answer, as far as it is there.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Answer { get; init; }

    /// <summary>The steps of the plan, in its order.</summary>
    public IReadOnlyList<StepReport> Steps { get; init => field = value ?? []; } = [];

    /// <summary>The files that steps made.</summary>
    public IReadOnlyList<FileReport> Artifacts { get; init => field = value ?? []; } = [];

    /// <summary>How long it took, in seconds, once it has ended.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double? Seconds { get; init; }

    /// <summary>US dollars spent so far.</summary>
    public decimal CostUsd { get; init; }

    /// <summary>The plan, when only a plan was asked for or the run waits for its approval.</summary>
    public Plan? Plan { get; init; }

    /// <summary>What the plan will probably take, where that was asked for.</summary>
    public PlanEstimate? Estimate { get; init; }

    /// <summary>Why it failed.</summary>
    public ErrorReport? Error { get; init; }

    /// <summary>The report of a run as it stands.</summary>
    /// <param name="run">The run.</param>
    /// <param name="paths">Where files were saved, by artifact id.</param>
    public static RunReport Of(RunState run, IReadOnlyDictionary<string, string>? paths = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new RunReport
        {
            RunId = run.RunId,
            Status = run.Status,
            Partial = run.Partial,
            Answer = run.Status == RunStatus.Completed || run.Answer.Length > 0 ? run.Answer : null,
            Steps = [.. run.Steps.Select(StepReport.Of)],
            Artifacts = [.. run.Made.Select(artifact => new FileReport(artifact.Id, artifact.MediaType, artifact.Name, artifact.Size) { Path = paths?.GetValueOrDefault(artifact.Id) })],
            Seconds = run.Seconds,
            CostUsd = run.CostUsd,
            Plan = run.Status == RunStatus.Waiting || run.Request?.Options.PlanOnly == true ? run.Plan : null,
            Error = run.Failure is { } failure ? new ErrorReport(ErrorReport.Name(failure.Kind), failure.Message) : null,
        };
    }

    /// <summary>The same form for a request that never became a run.</summary>
    public static RunReport Rejected(string kind, string message) => new() { Status = RunStatus.Failed, Error = new ErrorReport(kind, message) };
}
