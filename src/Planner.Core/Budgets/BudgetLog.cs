using Microsoft.Extensions.Logging;

namespace Planner.Budgets;

internal static partial class BudgetLog
{
    [LoggerMessage(LogLevel.Warning, "What a call cost could not be recorded; the {ReservedUsd} US dollars reserved for it stay counted")]
    public static partial void NotSettled(this ILogger logger, Exception exception, decimal reservedUsd);
}
