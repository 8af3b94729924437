using System.Text.Json;
using System.Text.Json.Nodes;
using Planner.Artifacts;
using Planner.Inference;
using Planner.Runs;
using Planner.Serialization;

namespace Planner.Cli.Running;

/// <summary>A run as one JSON object, the form that <c>--json</c> promises.</summary>
internal static class RunReport
{
    /// <summary>The object; members without a value are null, so that the form is always the same.</summary>
    /// <param name="run">The run.</param>
    /// <param name="paths">Where files were saved, by artifact id.</param>
    public static JsonObject Of(RunState run, IReadOnlyDictionary<string, string>? paths = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        var report = new JsonObject
        {
            ["runId"] = run.RunId,
            ["status"] = Name(run.Status),
            ["partial"] = run.Partial,
            ["answer"] = run.Status == RunStatus.Completed || run.Answer.Length > 0 ? run.Answer : null,
            ["steps"] = new JsonArray([.. run.Steps.Select(Step)]),
            ["artifacts"] = new JsonArray([.. ArtifactExport.Made(run).Select(artifact => File(artifact, paths))]),
            ["seconds"] = run.Seconds,
            ["costUsd"] = run.CostUsd,
        };
        if (run.Request?.Options.PlanOnly == true)
        {
            report["plan"] = JsonSerializer.SerializeToNode(run.Plan, PlannerJson.Context.Plan);
        }

        if (run.Failure is { } failure)
        {
            report["error"] = new JsonObject { ["kind"] = KindName(failure.Kind), ["message"] = failure.Message };
        }

        return report;
    }

    /// <summary>The same form for a request that never became a run.</summary>
    public static JsonObject Rejected(string kind, string message) => new()
    {
        ["runId"] = null,
        ["status"] = Name(RunStatus.Failed),
        ["answer"] = null,
        ["steps"] = new JsonArray(),
        ["artifacts"] = new JsonArray(),
        ["error"] = new JsonObject { ["kind"] = kind, ["message"] = message },
    };

    private static JsonObject Step(StepState state)
    {
        var best = state.Match?.Candidates is [var first, ..] ? first : null;
        var step = new JsonObject
        {
            ["id"] = state.Step.Id,
            ["task"] = state.Step.Task,
            ["model"] = state.Model is { Length: > 0 } ? state.Model : best?.ModelId,
            ["instance"] = state.Instance is { Length: > 0 } ? state.Instance : best?.Instance,
            ["status"] = Name(state.Status),
            ["value"] = state.Value is null ? null : JsonSerializer.SerializeToNode(state.Value, PlannerJson.Context.Value),
            ["seconds"] = state.Seconds,
            ["costUsd"] = state.CostUsd,
        };
        if (state.Match is { } match)
        {
            step["reason"] = match.Reason;
        }

        if (state.Error is { } error)
        {
            step["error"] = new JsonObject { ["kind"] = Name(error.Kind), ["message"] = error.Message, ["fix"] = error.Fix };
        }
        else if (state.Reason is not null)
        {
            step["error"] = new JsonObject { ["kind"] = Name(state.Status), ["message"] = state.Reason };
        }

        return step;
    }

    private static JsonObject File(Artifact artifact, IReadOnlyDictionary<string, string>? paths)
    {
        var file = new JsonObject { ["id"] = artifact.Id, ["mediaType"] = artifact.MediaType, ["name"] = artifact.Name, ["size"] = artifact.Size };
        if (paths?.GetValueOrDefault(artifact.Id) is { } path)
        {
            file["path"] = path;
        }

        return file;
    }

    private static string Name<T>(T status)
        where T : struct, Enum => status switch
        {
            StepErrorKind.BadInput => "bad-input",
            StepErrorKind.CannotRun => "cannot-run",
            StepErrorKind.TimedOut => "timed-out",
            _ => status.ToString().ToLowerInvariant(),
        };

    private static string KindName(RunFailureKind kind) => kind switch
    {
        RunFailureKind.BadRequest => "bad-request",
        RunFailureKind.CannotRun => "cannot-run",
        _ => Name(kind),
    };
}
