using Microsoft.Extensions.Logging;

namespace Planner.Statistics;

internal static partial class StatisticsLog
{
    [LoggerMessage(LogLevel.Warning, "The statistics of {Calls} calls could not be written and are lost")]
    public static partial void StatisticsLost(this ILogger logger, Exception exception, int calls);

    [LoggerMessage(LogLevel.Warning, "The record of models could not be read; models are ranked without it")]
    public static partial void RecordUnreadable(this ILogger logger, Exception exception);
}
