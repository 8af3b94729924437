using Microsoft.Extensions.Logging;

namespace Planner.Matching;

internal static partial class MatchingLog
{
    [LoggerMessage(LogLevel.Warning, "'{Model}' did not choose among models that are close; the catalog's choice stands: {Reason}")]
    public static partial void ChooserFailed(this ILogger logger, string model, string reason);

    [LoggerMessage(LogLevel.Warning, "'{Model}' gave no vector for a search, which goes by the learned ones; it is asked again in a minute: {Reason}")]
    public static partial void EmbeddingFailed(this ILogger logger, string model, string reason);
}
