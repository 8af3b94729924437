using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Planner.Artifacts;
using Planner.Catalog;
using Planner.Execution;
using Planner.Inference;
using Planner.Matching;
using Planner.Planning;
using Planner.Server.Hosting;
using Planner.Server.OpenApi;
using Planner.Server.Problems;
using Planner.Server.Security;

namespace Planner.Server.Catalog;

/// <summary><c>/api/tasks</c> and <c>/api/models</c>.</summary>
internal static class CatalogEndpoints
{
    private const int MaxPage = 500;

    public static void MapCatalog(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").WithTags("Catalog");
        api.MapGet("/tasks", Tasks).WithName("listTasks").WithSummary("List task types").WithDescription("The kinds of subtask that plans are made of, with what goes in and comes out.");
        api.MapGet("/models", ModelsAsync).WithName("findModels").WithGroupName(ApiDescriptions.Agents).Produces<Page<JsonObject>>()
            .WithSummary("Find models").WithDescription("Models by what their cards say, best first, with whether and through what each can run here.");
        api.MapPost("/models/run", RunAsync).WithName("runModel").WithGroupName(ApiDescriptions.Agents).Accepts<RunModelRequest>("application/json").Produces<ModelResult>().RequireRateLimiting(RateLimits.Calls)
            .WithSummary("Run one model").WithDescription("Calls one model for one task, without a plan.");
        api.MapGet("/models/{**id}", Model).WithName("getModel").Produces<JsonObject>().WithSummary("Get a model").WithDescription("One model's card, and whether it can run here.");
    }

    private static Ok<Page<TaskInfo>> Tasks(TaskTaxonomy taxonomy, ServedModels models)
    {
        var runnable = models.Runnable().SelectMany(model => model.Card.Tasks).CountBy(task => task).ToDictionary(StringComparer.Ordinal);
        return TypedResults.Ok(new Page<TaskInfo>(
            [.. taxonomy.Tasks.Where(task => task.Plannable).Select(task => new TaskInfo(task.Id, task.Group, task.Description, task.Inputs, task.Output, task.Parameters, runnable.GetValueOrDefault(task.Id)))],
            null));
    }

    private static async Task<Ok<Page<JsonObject>>> ModelsAsync(
        HttpContext context, IModelSearch search, IModelMatcher matcher, ModelCatalog catalog, ServedModels served, IOptions<ServerOptions> options,
        [Description("Only models for this task.")] string? task = null,
        [Description("What the model should be good at, in words.")] string? query = null,
        [Description("Only what can run here now.")] bool runnable = false,
        [Description("Tell what each score is made of.")] bool explain = false,
        [Description("How many, 1 to 500.")] int limit = 20,
        [Description("What 'next' of the page before said.")] string? cursor = null)
    {
        var taskId = task is null ? null : served.RequireTask(task).Id;
        var count = Math.Clamp(limit, 1, MaxPage);
        var from = cursor is null ? 0 : int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at : throw Problem.BadRequest("The cursor is none of this list.", "Leave it out for the first page.").AsException();
        var found = explain && taskId is not null
            ? await MatchAsync(taskId, query, runnable, matcher, catalog, options.Value, context.RequestAborted)
            : search.Search(new ModelQuery { Text = query ?? "", Task = taskId, RunnableOnly = runnable, Ceiling = options.Value.Ceiling, Limit = from + count + 1 });
        return TypedResults.Ok(new Page<JsonObject>(
            [.. found.Skip(from).Take(count).Select(model => ModelReport.Of(model, explain))],
            found.Count > from + count ? (from + count).ToString(CultureInfo.InvariantCulture) : null));
    }

    // As a step with these words would be matched: with every term of the score.
    private static async Task<IReadOnlyList<FoundModel>> MatchAsync(
        string task, string? query, bool runnable, IModelMatcher matcher, ModelCatalog catalog, ServerOptions options, CancellationToken cancellationToken)
    {
        var match = await matcher.MatchAsync(new PlanStep { Id = "s1", Task = task, Instruction = query ?? "" }, options.Ceiling, null, cancellationToken);
        return [.. match.Candidates.Where(candidate => candidate.Runnable || !runnable).Select(candidate => catalog.TryGet(candidate.ModelId, out var card) ? new FoundModel(card, candidate) : null).OfType<FoundModel>()];
    }

    private static Ok<JsonObject> Model(string id, ServedModels served) => TypedResults.Ok(ModelReport.Of(served.Require(id)));

    private static async Task<Ok<ModelResult>> RunAsync(HttpContext context, ServedModels models, ModelCallReader reader, IOptions<ServerOptions> options)
    {
        var request = (await context.Request.ReadObjectAsync(context.RequestAborted)).Deserialize<RunModelRequest>(JsonSerializerOptions.Web)!;
        models.Require(request.Model);
        ArtifactStore.ActAs(context.Caller().User);
        var call = await reader.ReadAsync(request, context.Caller(), options.Value.Ceiling, context.RequestAborted);
        return TypedResults.Ok(ModelResult.Of(call, await models.CallAsync(call, context.RequestAborted)));
    }
}
