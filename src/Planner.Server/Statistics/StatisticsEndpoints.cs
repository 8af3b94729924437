using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Planner.Server.Hosting;
using Planner.Statistics;

namespace Planner.Server.Statistics;

/// <summary><c>/api/statistics</c>: how models did here.</summary>
internal static class StatisticsEndpoints
{
    public static void MapStatistics(this IEndpointRouteBuilder routes) => routes.MapGet("/api/statistics", ListAsync).WithTags("Catalog").WithName("listStatistics")
        .WithSummary("How models did").WithDescription("For each model, place and task: calls, success, times, cost, availability, ratings and measured quality; the most called first.");

    private static async Task<Ok<Page<ModelStatistics>>> ListAsync(
        HttpContext context, IStatisticsStore store, ServedModels models, [Description("Only this model.")] string? model = null, [Description("Only this task.")] string? task = null) =>
        TypedResults.Ok(new Page<ModelStatistics>(await store.ReadAsync(model, task is null ? null : models.RequireTask(task).Id, context.RequestAborted), null));
}
