using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Planner.Budgets;
using Planner.Runs;
using Planner.Server.Hosting;
using Planner.Server.Problems;

namespace Planner.Server.Budgets;

/// <summary><c>/api/budgets</c>: how much may be spent by whom, and what is spent. Admins change them; others see those that they pay from.</summary>
internal static class BudgetEndpoints
{
    public static void MapBudgets(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/budgets").WithTags("Budgets");
        api.MapGet("/", ListAsync).WithName("listBudgets").WithSummary("List budgets").WithDescription("The budgets that you pay from, with what is spent of each in its present period; an admin's list has all.");
        api.MapGet("/{id}", GetAsync).WithName("getBudget").WithSummary("Get a budget").WithDescription("The budget of all, of key:ID or of user:NAME, with what is spent of it, and its ETag.");
        api.MapPut("/{id}", PutAsync).WithName("putBudget").Accepts<BudgetBody>("application/json").Produces<Budget>().Produces<Budget>(StatusCodes.Status201Created)
            .WithSummary("Set a budget").WithDescription("Sets the budget of all, of key:ID or of user:NAME. If-Match names the ETag of the one that is there. For admins.");
        api.MapDelete("/{id}", RemoveAsync).WithName("removeBudget").WithSummary("Remove a budget").WithDescription("Removes it; what was spent stays known. For admins.");
    }

    private static async Task<Ok<Page<BudgetState>>> ListAsync(HttpContext context, BudgetBook book) =>
        TypedResults.Ok(new Page<BudgetState>([.. (await book.ListAsync(context.RequestAborted)).Where(state => MaySee(context.Caller(), state))], null));

    private static async Task<Ok<BudgetState>> GetAsync(string id, HttpContext context, BudgetBook book)
    {
        var state = await FindAsync(id, context, book) is { } found && MaySee(context.Caller(), found) ? found : throw Missing(id);
        context.Response.Headers.ETag = Preconditions.TagOf(state.Budget.Version);
        return TypedResults.Ok(state);
    }

    private static async Task<Results<Ok<Budget>, Created<Budget>>> PutAsync(string id, HttpContext context, BudgetBook book)
    {
        context.Caller().RequireAdmin();
        var body = await context.Request.ReadAsync<BudgetBody>("A budget");
        var before = await FindAsync(id, context, book);
        context.RequireMatch(before is null ? null : Preconditions.TagOf(before.Budget.Version));
        try
        {
            var saved = await book.SaveAsync(new Budget { Id = id, LimitUsd = body.LimitUsd, Period = body.Period, Version = before?.Budget.Version ?? 0 }, context.RequestAborted);
            context.Response.Headers.ETag = Preconditions.TagOf(saved.Version);
            return before is null ? TypedResults.Created($"/api/budgets/{Uri.EscapeDataString(id)}", saved) : TypedResults.Ok(saved);
        }
        catch (BudgetChangedException)
        {
            throw await ChangedAsync(id, context, book);
        }
    }

    private static async Task<NoContent> RemoveAsync(string id, HttpContext context, BudgetBook book)
    {
        context.Caller().RequireAdmin();
        var before = await FindAsync(id, context, book) ?? throw Missing(id);
        context.RequireMatch(Preconditions.TagOf(before.Budget.Version), isNeeded: false);
        try
        {
            return await book.RemoveAsync(id, before.Budget.Version, context.RequestAborted)
                ? TypedResults.NoContent()
                : throw new Problem(StatusCodes.Status409Conflict, $"The budget of '{id}' is set by the configuration.", "Change Planner:Budgets there.").AsException();
        }
        catch (BudgetChangedException)
        {
            throw await ChangedAsync(id, context, book);
        }
    }

    // Kept ones before those of the configuration, which can't be changed here.
    private static async Task<BudgetState?> FindAsync(string id, HttpContext context, BudgetBook book) =>
        (await book.ListAsync(context.RequestAborted)).Where(state => state.Budget.Id == id).MaxBy(state => state.Budget.Version);

    private static bool MaySee(Caller caller, BudgetState state) =>
        caller.IsAdmin || (caller.User is { } user && state.Budget.Id == Budget.OfUser(user)) || (caller.KeyId is { } key && state.Budget.Id == Budget.OfKey(key));

    private static async Task<ProblemException> ChangedAsync(string id, HttpContext context, BudgetBook book) =>
        Preconditions.Changed(await FindAsync(id, context, book) is { } now ? Preconditions.TagOf(now.Budget.Version) : null).AsException();

    private static ProblemException Missing(string id) => Problem.NotFound($"There is no budget of '{id}'.", "GET /api/budgets lists them; there can be one of all, of key:ID and of user:NAME.").AsException();
}
