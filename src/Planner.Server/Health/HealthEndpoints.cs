using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Planner.Runs;
using Planner.Server.Hosting;
using Planner.Server.Problems;
using Planner.Server.Runs;

namespace Planner.Server.Health;

/// <summary>For whoever watches over the server.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", () => Results.Text("ok")).WithTags("Health").DisableRateLimiting().WithName("health").WithSummary("Is it alive").WithDescription("200 as long as the process answers.");
        routes.MapGet("/readyz", ReadyAsync).WithTags("Health").DisableRateLimiting().WithName("ready").WithSummary("Can it take runs").WithDescription("200 when the journal can be read and there is room for a run, else 503.");
    }

    /// <summary>Adds the figures, which are for admins.</summary>
    public static void MapMetrics(this IEndpointRouteBuilder routes) => routes.MapGet("/metrics", MetricsAsync).WithTags("Health").WithName("metrics").Produces(StatusCodes.Status200OK, contentType: "text/plain")
        .WithSummary("Figures for Prometheus").WithDescription("Requests, runs, calls of models and the process's own figures in Prometheus' text form. For admins.");

    private static async Task MetricsAsync(HttpContext context, ServerMetrics metrics)
    {
        context.Caller().RequireAdmin();
        context.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
        await context.Response.WriteAsync(metrics.Write(), context.RequestAborted);
    }

    private static async Task<IResult> ReadyAsync(IRunJournal journal, RunSlots slots, CancellationToken cancellationToken)
    {
        try
        {
            await journal.ListAsync(1, null, cancellationToken);
        }
#pragma warning disable CA1031 // Whatever is wrong with the journal, the server is not ready; details are not for everybody.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            throw new Problem(StatusCodes.Status503ServiceUnavailable, "The journal can't be read.", "planner doctor says what is wrong.").AsException();
        }

        return slots.HasRoom
            ? Results.Text("ready")
            : throw new Problem(StatusCodes.Status503ServiceUnavailable, "This server works on as many runs as it takes.", "Wait until one has ended.") { RetryAfterSeconds = 1 }.AsException();
    }
}
