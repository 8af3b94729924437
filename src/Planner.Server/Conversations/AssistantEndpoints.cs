using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Planner.Catalog;
using Planner.Conversations;
using Planner.Matching;
using Planner.Serialization;
using Planner.Server.Hosting;
using Planner.Server.Problems;

namespace Planner.Server.Conversations;

/// <summary><c>/api/assistants</c>: saved ways to start conversations. They are the server's: everybody may use them, admins change them.</summary>
internal static class AssistantEndpoints
{
    private const int MaxName = 64;

    // Assistants change at a person's pace: looked at and changed in one go, so that two changes can't be made from one state.
    private static readonly SemaphoreSlim Turn = new(1);

    public static void MapAssistants(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/assistants").WithTags("Conversations");
        api.MapGet("/", ListAsync).WithName("listAssistants").WithSummary("List assistants").WithDescription("Saved ways to start conversations, by name.");
        api.MapGet("/{name}", GetAsync).WithName("getAssistant").WithSummary("Get an assistant").WithDescription("One of them, with its ETag.");
        api.MapPut("/{name}", PutAsync).WithName("putAssistant").Accepts<AssistantBody>("application/json").Produces<Assistant>().Produces<Assistant>(StatusCodes.Status201Created)
            .WithSummary("Save an assistant").WithDescription("Makes it, or puts it in place of the one of that name, whose ETag If-Match then names. For admins.");
        api.MapDelete("/{name}", RemoveAsync).WithName("removeAssistant").WithSummary("Forget an assistant").WithDescription("Forgets it; conversations that began with it go on as they are. For admins.");
    }

    private static async Task<Ok<Page<Assistant>>> ListAsync(HttpContext context, IConversationStore store) =>
        TypedResults.Ok(new Page<Assistant>(await store.ListAssistantsAsync(context.RequestAborted), null));

    private static async Task<Ok<Assistant>> GetAsync(string name, HttpContext context, IConversationStore store) =>
        TypedResults.Ok(Tagged(context, await FindAsync(name, store, context) ?? throw Missing(name)));

    private static async Task<Results<Ok<Assistant>, Created<Assistant>>> PutAsync(string name, HttpContext context, IConversationStore store, IModelSearch models, TaskTaxonomy taxonomy)
    {
        context.Caller().RequireAdmin();
        var body = await context.Request.ReadAsync<AssistantBody>("An assistant");
        var assistant = new Assistant(NameOf(name))
        {
            Instructions = body.Instructions,
            Model = body.Model is null ? null : models.Find(body.Model) is { } found ? found.Card.Id : throw Problem.BadRequest($"There is no model '{body.Model}' in the catalog.", "GET /api/models finds models.").AsException(),
            Tasks = [.. body.Tasks.Select(task => taxonomy.TryGet(task, out var known) ? known.Id : throw Problem.BadRequest($"There is no task '{task}'.", "GET /api/tasks lists them.").AsException()).Distinct()],
        };
        await Turn.WaitAsync(context.RequestAborted);
        try
        {
            var before = await FindAsync(name, store, context);
            context.RequireMatch(before is null ? null : TagOf(before));
            await store.SaveAsync(assistant, context.RequestAborted);
            return before is null ? TypedResults.Created($"/api/assistants/{Uri.EscapeDataString(assistant.Name)}", Tagged(context, assistant)) : TypedResults.Ok(Tagged(context, assistant));
        }
        finally
        {
            Turn.Release();
        }
    }

    private static async Task<NoContent> RemoveAsync(string name, HttpContext context, IConversationStore store)
    {
        context.Caller().RequireAdmin();
        await Turn.WaitAsync(context.RequestAborted);
        try
        {
            var assistant = await FindAsync(name, store, context) ?? throw Missing(name);
            context.RequireMatch(TagOf(assistant), isNeeded: false);
            await store.RemoveAssistantAsync(assistant.Name, context.RequestAborted);
            return TypedResults.NoContent();
        }
        finally
        {
            Turn.Release();
        }
    }

    private static string NameOf(string name) => name.Trim() is { Length: > 0 and <= MaxName } plain && !plain.Any(char.IsControl)
        ? plain
        : throw Problem.BadRequest("This can't be the name of an assistant.", $"Use 1 to {MaxName} characters.").AsException();

    private static async Task<Assistant?> FindAsync(string name, IConversationStore store, HttpContext context) =>
        (await store.ListAssistantsAsync(context.RequestAborted)).FirstOrDefault(assistant => assistant.Name.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase));

    private static Assistant Tagged(HttpContext context, Assistant assistant)
    {
        context.Response.Headers.ETag = TagOf(assistant);
        return assistant;
    }

    private static string TagOf(Assistant assistant) => Preconditions.TagOf(assistant, PlannerJson.Context.Assistant);

    private static ProblemException Missing(string name) => Problem.NotFound($"There is no assistant '{name}'.", "GET /api/assistants lists them.").AsException();
}
