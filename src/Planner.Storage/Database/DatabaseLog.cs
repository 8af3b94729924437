using Microsoft.Extensions.Logging;

namespace Planner.Storage.Database;

internal static partial class DatabaseLog
{
    [LoggerMessage(LogLevel.Information, "Database {Path} brought to schema {Version} ({Migrations}) in {Seconds:F3} s")]
    public static partial void Migrated(this ILogger logger, string path, int version, string migrations, double seconds);

    [LoggerMessage(LogLevel.Warning, "Changes by other processes to {Path} can't be watched ({Reason}); looking every {Seconds} s instead. On Linux raise fs.inotify.max_user_instances.")]
    public static partial void CannotWatch(this ILogger logger, string path, string reason, double seconds);

    [LoggerMessage(LogLevel.Warning, "A batch of {Requests} writes to {Path} failed; it was rolled back")]
    public static partial void BatchFailed(this ILogger logger, Exception exception, string path, int requests);
}
