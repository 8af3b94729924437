using Microsoft.Extensions.Logging;

namespace Planner.Matching;

internal static partial class MatchingLog
{
    [LoggerMessage(LogLevel.Warning, "'{Model}' did not choose among models that are close; the catalog's choice stands: {Reason}")]
    public static partial void ChooserFailed(this ILogger logger, string model, string reason);
}
