using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Planner.Conversations;
using Planner.Matching;
using Planner.Server.Hosting;
using Planner.Server.Problems;

namespace Planner.Server.Conversations;

/// <summary><c>/api/conversations</c>: requests that follow each other. A request goes on with one by <c>options.conversation</c>.</summary>
internal static class ConversationEndpoints
{
    private const int MaxPage = 200;
    private const int MaxTitle = 200;

    public static void MapConversations(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/conversations").WithTags("Conversations");
        api.MapGet("/", ListAsync).WithName("listConversations").WithSummary("List conversations").WithDescription("Your conversations, the one changed last first; an admin's list has everybody's.");
        api.MapPost("/", BeginAsync).WithName("beginConversation").Accepts<ConversationBody>(isOptional: true, "application/json").Produces<ConversationReport>(StatusCodes.Status201Created)
            .WithSummary("Begin a conversation").WithDescription("Begins one, with an assistant where one is named. Requests go on with it by options.conversation.");
        api.MapGet("/{id}", GetAsync).WithName("getConversation").WithSummary("Get a conversation").WithDescription("The conversation with the runs of its turns, and its ETag.");
        api.MapPut("/{id}", ChangeAsync).WithName("changeConversation").Accepts<ConversationBody>("application/json").Produces<ConversationReport>()
            .WithSummary("Change a conversation").WithDescription("Sets its title, assistant and model as the body says. If-Match names the ETag that it was read with.");
        api.MapPost("/{id}/undo", UndoAsync).WithName("undoTurn").Produces<ConversationReport>().WithSummary("Take the last turn out").WithDescription("Takes the last turn out of the conversation; its run stays. If-Match names the ETag that it was read with.");
        api.MapDelete("/{id}", RemoveAsync).WithName("removeConversation").WithSummary("Forget a conversation").WithDescription("Forgets it; its runs stay. If-Match makes sure that it is as known.");
    }

    private static async Task<Ok<Page<ConversationReport>>> ListAsync(HttpContext context, IConversationStore store, [Description("How many, 1 to 200.")] int limit = 50)
    {
        var caller = context.Caller();
        var conversations = await store.ListAsync(Math.Clamp(limit, 1, MaxPage), caller.IsAdmin ? null : caller.User, context.RequestAborted);
        return TypedResults.Ok(new Page<ConversationReport>([.. conversations.Select(ConversationReport.Of)], null));
    }

    private static async Task<Created<ConversationReport>> BeginAsync(HttpContext context, IConversationStore store, ConversationService service, IModelSearch models)
    {
        var body = await context.Request.ReadOptionalAsync<ConversationBody>("A conversation") ?? new ConversationBody();
        var begun = service.Begin(await AssistantAsync(body, store, context.RequestAborted), context.Caller().User);
        var saved = await store.SaveAsync(begun with { Title = TitleOf(body), Model = ModelOf(body, models) ?? begun.Model }, context.RequestAborted);
        return TypedResults.Created($"/api/conversations/{saved.Id}", Report(context, saved));
    }

    private static async Task<Ok<ConversationReport>> GetAsync(string id, HttpContext context, IConversationStore store) =>
        TypedResults.Ok(Report(context, await context.Caller().RequireAsync(store, id, context.RequestAborted)));

    private static async Task<Ok<ConversationReport>> ChangeAsync(string id, HttpContext context, IConversationStore store, IModelSearch models)
    {
        var conversation = await RequireMatchAsync(id, context, store);
        var body = await context.Request.ReadAsync<ConversationBody>("A conversation");
        var changed = conversation with { Title = TitleOf(body), Assistant = await AssistantAsync(body, store, context.RequestAborted), Model = ModelOf(body, models) };
        return await SaveAsync(changed, context, store);
    }

    private static async Task<Ok<ConversationReport>> UndoAsync(string id, HttpContext context, IConversationStore store)
    {
        var conversation = await RequireMatchAsync(id, context, store);
        return conversation.Runs.Count == 0
            ? throw new Problem(StatusCodes.Status409Conflict, $"Conversation '{id}' has no turn.", "Ask something in it first.").AsException()
            : await SaveAsync(conversation with { Runs = [.. conversation.Runs.SkipLast(1)] }, context, store);
    }

    private static async Task<NoContent> RemoveAsync(string id, HttpContext context, IConversationStore store)
    {
        var conversation = await context.Caller().RequireAsync(store, id, context.RequestAborted);
        context.RequireMatch(Preconditions.TagOf(conversation.Revision), isNeeded: false);
        await store.RemoveAsync(id, context.RequestAborted);
        return TypedResults.NoContent();
    }

    private static async Task<Conversation> RequireMatchAsync(string id, HttpContext context, IConversationStore store)
    {
        var conversation = await context.Caller().RequireAsync(store, id, context.RequestAborted);
        context.RequireMatch(Preconditions.TagOf(conversation.Revision));
        return conversation;
    }

    private static async Task<Ok<ConversationReport>> SaveAsync(Conversation changed, HttpContext context, IConversationStore store)
    {
        try
        {
            return TypedResults.Ok(Report(context, await store.SaveAsync(changed, context.RequestAborted)));
        }
        catch (ConversationChangedException)
        {
            throw Preconditions.Changed(await store.FindAsync(changed.Id, context.RequestAborted) is { } now ? Preconditions.TagOf(now.Revision) : null).AsException();
        }
    }

    private static ConversationReport Report(HttpContext context, Conversation conversation)
    {
        context.Response.Headers.ETag = Preconditions.TagOf(conversation.Revision);
        return ConversationReport.Of(conversation);
    }

    private static async Task<Assistant?> AssistantAsync(ConversationBody body, IConversationStore store, CancellationToken cancellationToken) => body.Assistant is null
        ? null
        : (await store.ListAssistantsAsync(cancellationToken)).FirstOrDefault(assistant => assistant.Name.Equals(body.Assistant, StringComparison.OrdinalIgnoreCase))
            ?? throw Problem.BadRequest($"There is no assistant '{body.Assistant}'.", "GET /api/assistants lists them.").AsException();

    private static string? ModelOf(ConversationBody body, IModelSearch models) => body.Model is null ? null
        : models.Find(body.Model) is { } found ? found.Card.Id
        : throw Problem.BadRequest($"There is no model '{body.Model}' in the catalog.", "GET /api/models finds models.").AsException();

    private static string TitleOf(ConversationBody body) => body.Title?.Trim() is { } title
        ? title.Length <= MaxTitle ? title : throw Problem.BadRequest($"The title has {title.Length} characters.", $"Use at most {MaxTitle}.").AsException()
        : "";
}
