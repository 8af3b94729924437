using Microsoft.Extensions.Logging;

namespace Planner.Answering;

internal static partial class AnsweringLog
{
    [LoggerMessage(LogLevel.Warning, "'{Model}' could not write the answer of run {RunId} ({Kind}); the results are listed instead: {Reason}")]
    public static partial void ModelFailed(this ILogger logger, string model, string runId, string kind, string reason);

    [LoggerMessage(LogLevel.Warning, "'{Model}' could not condense {Section} of run {RunId}; its middle is left out instead: {Reason}")]
    public static partial void CondenseFailed(this ILogger logger, string model, string section, string runId, string reason);
}
