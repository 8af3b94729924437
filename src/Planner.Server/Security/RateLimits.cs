using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Planner.Server.Hosting;
using Planner.Server.Problems;

namespace Planner.Server.Security;

/// <summary>How much a caller may ask for: requests in a minute everywhere, and calls at once where they cost something.</summary>
internal static class RateLimits
{
    /// <summary>The policy of endpoints that keep a model or a connection busy.</summary>
    public const string Calls = "calls";

    private const int Segments = 6;
    private const int DefaultRetrySeconds = 1;

    public static IServiceCollection AddPlannerRateLimits(this IServiceCollection services) => services.AddRateLimiter(limits =>
    {
        limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimitPartition.GetSlidingWindowLimiter(
            OwnLimit(context) is { } own ? string.Create(CultureInfo.InvariantCulture, $"key {own.Id} {own.RequestsPerMinute}") : CallerKey(context),
            _ => new SlidingWindowRateLimiterOptions { PermitLimit = OwnLimit(context)?.RequestsPerMinute ?? Options(context).RequestsPerMinute, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = Segments }));
        limits.AddPolicy(Calls, context => RateLimitPartition.GetConcurrencyLimiter(
            CallerKey(context), _ => new ConcurrencyLimiterOptions { PermitLimit = Options(context).CallsAtOnce }));
        limits.OnRejected = (rejected, _) => new ValueTask(RefuseAsync(rejected));
    });

    private static Task RefuseAsync(OnRejectedContext rejected)
    {
        var seconds = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? (int)Math.Ceiling(wait.TotalSeconds) : DefaultRetrySeconds;
        return ProblemWriter.WriteAsync(rejected.HttpContext, new Problem(
            StatusCodes.Status429TooManyRequests, "Too many requests.", string.Create(CultureInfo.InvariantCulture, $"Come back in {Math.Max(seconds, 1)} s."))
        {
            RetryAfterSeconds = Math.Max(seconds, 1),
        });
    }

    // Without keys, or before a key was shown to be good, an address is all that is known.
    private static string CallerKey(HttpContext context) =>
        context.Caller().User is { Length: > 0 } user ? "user " + user : "address " + context.Connection.RemoteIpAddress;

    private static ApiKey? OwnLimit(HttpContext context) => context.Features.Get<ApiKey>() is { RequestsPerMinute: not null } key ? key : null;

    private static ServerOptions Options(HttpContext context) => context.RequestServices.GetRequiredService<IOptions<ServerOptions>>().Value;
}
