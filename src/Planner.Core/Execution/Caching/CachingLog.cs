using Microsoft.Extensions.Logging;

namespace Planner.Execution.Caching;

internal static partial class CachingLog
{
    [LoggerMessage(LogLevel.Warning, "The cache of steps failed at {What}; the step is run as if there were none")]
    public static partial void CacheFailed(this ILogger logger, Exception exception, string what);
}
