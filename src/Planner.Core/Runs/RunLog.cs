using Microsoft.Extensions.Logging;

namespace Planner.Runs;

internal static partial class RunLog
{
    [LoggerMessage(LogLevel.Error, "Run {RunId} ended by a fault of Planner itself")]
    public static partial void RunFaulted(this ILogger logger, Exception exception, string runId);

    [LoggerMessage(LogLevel.Warning, "Run {RunId} can't be recorded any more and stops")]
    public static partial void RecorderFaulted(this ILogger logger, Exception exception, string runId);

    [LoggerMessage(LogLevel.Warning, "The lease of run {RunId} could not be renewed")]
    public static partial void LeaseNotRenewed(this ILogger logger, Exception exception, string runId);

    [LoggerMessage(LogLevel.Warning, "The lease of run {RunId} could not be released; it expires by itself")]
    public static partial void LeaseNotReleased(this ILogger logger, Exception exception, string runId);

    [LoggerMessage(LogLevel.Error, "The answerer failed in run {RunId}; the results are listed instead")]
    public static partial void AnswererFaulted(this ILogger logger, Exception exception, string runId);
}
