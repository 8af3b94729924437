using Microsoft.Extensions.Logging;

namespace Planner.Execution;

internal static partial class ExecutionLog
{
    [LoggerMessage(LogLevel.Error, "Step {StepId} failed by a fault of Planner itself")]
    public static partial void StepFaulted(this ILogger logger, Exception exception, string stepId);

    [LoggerMessage(LogLevel.Error, "Instance {Instance} threw at step {StepId}; it should have returned a failure")]
    public static partial void BackendFaulted(this ILogger logger, Exception exception, string instance, string stepId);

    [LoggerMessage(LogLevel.Warning, "{Observer} failed at a call's record")]
    public static partial void ObserverFaulted(this ILogger logger, Exception exception, string observer);

    [LoggerMessage(LogLevel.Error, "{Check} failed on the result of step {StepId}, which counts as unchecked by it")]
    public static partial void CheckFaulted(this ILogger logger, Exception exception, string check, string stepId);
}
