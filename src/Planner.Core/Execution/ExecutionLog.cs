using Microsoft.Extensions.Logging;

namespace Planner.Execution;

internal static partial class ExecutionLog
{
    [LoggerMessage(LogLevel.Error, "Step {StepId} failed by a fault of Planner itself")]
    public static partial void StepFaulted(this ILogger logger, Exception exception, string stepId);

    [LoggerMessage(LogLevel.Error, "Instance {Instance} threw at step {StepId}; it should have returned a failure")]
    public static partial void BackendFaulted(this ILogger logger, Exception exception, string instance, string stepId);

    [LoggerMessage(LogLevel.Error, "Run {RunId} ended by a fault of Planner itself")]
    public static partial void RunFaulted(this ILogger logger, Exception exception, string runId);

    [LoggerMessage(LogLevel.Warning, "Run {RunId} can't be recorded any more and stops")]
    public static partial void RecorderFaulted(this ILogger logger, Exception exception, string runId);

    [LoggerMessage(LogLevel.Error, "The answerer failed in run {RunId}; the results are listed instead")]
    public static partial void AnswererFaulted(this ILogger logger, Exception exception, string runId);
}
