using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Planner.Planning;
using Planner.Runs;
using Planner.SavedPlans;
using Planner.Server.Hosting;
using Planner.Server.Problems;
using Planner.Server.Runs;

namespace Planner.Server.SavedPlans;

/// <summary><c>/api/plans/NAME</c>: plans under names, and runs of them.</summary>
internal static class SavedPlanEndpoints
{
    public static void MapSavedPlans(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/plans").WithTags("Saved plans");
        api.MapGet("/", List).WithName("listSavedPlans").WithSummary("List saved plans").WithDescription("Your saved plans by name, each in its newest version.");
        api.MapGet("/{name}", Get).WithName("getSavedPlan").WithSummary("Get a saved plan").WithDescription("The plan with the files and parameters that it takes. NAME@2 is its second version; the ETag is that of the version.");
        api.MapPut("/{name}", SaveAsync).WithName("savePlan").Accepts<SavedPlanBody>("application/json").Produces<SavedPlanReport>().Produces<SavedPlanReport>(StatusCodes.Status201Created)
            .WithSummary("Save a plan").WithDescription("Saves the plan of a run as the next version under this name. Where there is one already, If-Match names the newest version known.");
        api.MapDelete("/{name}", Remove).WithName("removeSavedPlan").WithSummary("Forget a saved plan").WithDescription("Forgets the plan with all its versions; its runs stay. If-Match makes sure that it is the one known.");
        api.MapPost("/{name}/runs", RunAsync).WithName("runSavedPlan").Accepts<RunRequest>("application/json", "multipart/form-data").Produces<RunCreated>(StatusCodes.Status202Accepted)
            .WithSummary("Run a saved plan").WithDescription("Runs the plan on other files and with other values, without a controller. Takes what POST /api/runs takes, but no plan; words are needed only where they differ. A multipart file part may be called by the role of the file.");
    }

    private static Ok<Page<SavedPlanReport>> List(HttpContext context, SavedPlanStore store, PlanParameters parameters)
    {
        var user = context.Caller().User;
        return TypedResults.Ok(new Page<SavedPlanReport>([.. store.List(user).Select(plan => Report(plan, store, parameters))], null));
    }

    private static Ok<SavedPlanReport> Get(string name, HttpContext context, SavedPlanStore store, PlanParameters parameters)
    {
        var plan = Require(store, name, context);
        context.Response.Headers.ETag = Preconditions.TagOf(plan.Version);
        return TypedResults.Ok(Report(plan, store, parameters));
    }

    private static async Task<Results<Ok<SavedPlanReport>, Created<SavedPlanReport>>> SaveAsync(
        string name, HttpContext context, SavedPlanStore store, PlanParameters parameters, IRunJournal journal)
    {
        var user = context.Caller().User;
        var before = store.Find(name, user);
        context.RequireMatch(before is null ? null : Preconditions.TagOf(before.Version));
        var body = await context.Request.ReadAsync<SavedPlanBody>("A saved plan");
        var run = await context.Caller().RequireAsync(journal, body.Run, context.RequestAborted);
        try
        {
            var saved = store.Save(SavedPlan.Of(name, run, body.Description) with { Owner = user }, before?.Version ?? 0);
            context.Response.Headers.ETag = Preconditions.TagOf(saved.Version);
            var report = Report(saved, store, parameters);
            return saved.Version == 1 ? TypedResults.Created($"/api/plans/{saved.Name}", report) : TypedResults.Ok(report);
        }
        catch (SavedPlanChangedException)
        {
            throw Preconditions.Changed(store.Find(name, user) is { } now ? Preconditions.TagOf(now.Version) : null).AsException();
        }
    }

    private static NoContent Remove(string name, HttpContext context, SavedPlanStore store)
    {
        var plan = Require(store, name, context);
        context.RequireMatch(Preconditions.TagOf(plan.Version), isNeeded: false);
        return store.Remove(name, context.Caller().User)
            ? TypedResults.NoContent()
            : throw Problem.BadRequest("A version can't be forgotten alone.", $"DELETE /api/plans/{plan.Name} forgets all of it.").AsException();
    }

    private static async Task RunAsync(
        string name, HttpContext context, SavedPlanStore store, RunRequestReader reader, RunStarter starter, IdempotencyKeys keys, IRunService runs, IRunJournal journal,
        IOptions<ServerOptions> options, TimeProvider clock)
    {
        var request = await reader.ReadAsync(context, Require(store, name, context));
        await RunEndpoints.BeginAsync(context, request, starter, keys, runs, journal, options, clock);
    }

    private static SavedPlan Require(SavedPlanStore store, string name, HttpContext context) =>
        store.Find(name, context.Caller().User) ?? throw Problem.NotFound($"There is no saved plan '{name}'.", "GET /api/plans lists them; PUT /api/plans/NAME saves one.").AsException();

    private static SavedPlanReport Report(SavedPlan plan, SavedPlanStore store, PlanParameters parameters) => new(
        plan.Name, plan.Version, store.Versions(plan.Name, plan.Owner), plan.Description, plan.Text, plan.Files, parameters.Of(plan.Plan), plan.Plan, plan.FromRun, plan.SavedAt);
}
