using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Planner.Server.Problems;

namespace Planner.Server.Security;

/// <summary>
/// Keeps other sites' pages out: what may change something has to come from our own pages, from an allowed origin, or from no page at all.
/// Only allowed origins are told by CORS that they may read answers.
/// </summary>
internal sealed class OriginGuard(RequestDelegate next, IOptions<ServerOptions> options)
{
    private readonly HashSet<string> _allowed = new(options.Value.AllowedOrigins.Select(origin => origin.TrimEnd('/')), StringComparer.OrdinalIgnoreCase);

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var origin = request.Headers.Origin.ToString();
        var isAllowed = _allowed.Contains(origin);
        if (isAllowed)
        {
            var headers = context.Response.Headers;
            headers.AccessControlAllowOrigin = origin;
            headers.Vary = "Origin";
            headers.AccessControlExposeHeaders = "X-Planner-Run-Id, X-Planner-Model, X-Planner-Instance, X-Planner-Fallback-Level, Location, ETag";
            if (HttpMethods.IsOptions(request.Method))
            {
                headers.AccessControlAllowMethods = "GET, POST, PUT, DELETE";
                headers.AccessControlAllowHeaders = "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, Last-Event-ID, X-Api-Key, Mcp-Session-Id, Mcp-Protocol-Version";
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                return Task.CompletedTask;
            }
        }

        // A session's stream of events is opened with GET and belongs to its caller like all of it.
        var isSafe = !request.Path.StartsWithSegments("/mcp") && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method));
        var isForeign = origin.Length > 0 ? !isAllowed && !IsOwn(request, origin) : request.Headers["Sec-Fetch-Site"] == "cross-site";
        return isForeign && !isSafe
            ? ProblemWriter.WriteAsync(context, new Problem(
                StatusCodes.Status403Forbidden, $"Pages of '{(origin.Length > 0 ? origin : "another site")}' may not call this server.", "Add the origin to Planner:Server:AllowedOrigins if it may."))
            : next(context);
    }

    private static bool IsOwn(HttpRequest request, string origin) => origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
}
