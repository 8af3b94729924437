using Microsoft.AspNetCore.Http;
using Planner.Artifacts;
using Planner.Conversations;
using Planner.Runs;
using Planner.Server.Problems;

namespace Planner.Server.Hosting;

/// <summary>The caller of an HTTP request, as the guards found out.</summary>
internal static class Callers
{
    /// <summary>The caller of a request that came through the guards.</summary>
    public static Caller Caller(this HttpContext context) => context.Features.Get<Caller>() ?? throw new InvalidOperationException("The request did not come through the guards.");

    /// <summary>The artifact of that id.</summary>
    /// <exception cref="ProblemException">There is none that the caller may see.</exception>
    public static async Task<Artifact> RequireAsync(this Caller caller, ArtifactStore store, string id, CancellationToken cancellationToken) =>
        await caller.FindAsync(store, id, cancellationToken) ?? throw Problem.NotFound($"There is no artifact '{id}'.", "Upload the file again.").AsException();

    /// <summary>The conversation of that id.</summary>
    /// <exception cref="ProblemException">There is none that the caller may see.</exception>
    public static async Task<Conversation> RequireAsync(this Caller caller, IConversationStore store, string id, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken) is { } conversation && caller.MaySee(conversation.Owner)
            ? conversation
            : throw Problem.NotFound($"There is no conversation '{id}'.", "GET /api/conversations lists them.").AsException();

    /// <summary>The run of that id.</summary>
    /// <exception cref="ProblemException">There is none that the caller may see.</exception>
    public static async Task<RunState> RequireAsync(this Caller caller, IRunJournal journal, string id, CancellationToken cancellationToken) =>
        await journal.FindAsync(id, cancellationToken) is { } run && caller.MaySee(run.Request?.User)
            ? run
            : throw Problem.NotFound($"There is no run '{id}'.", "GET /api/runs lists them.").AsException();

    /// <summary>Refuses whoever is no admin, where something belongs to the server and not to a user.</summary>
    /// <exception cref="ProblemException">The caller is none.</exception>
    public static void RequireAdmin(this Caller caller)
    {
        if (!caller.IsAdmin)
        {
            throw new Problem(StatusCodes.Status403Forbidden, "Only admins may do this.", "Use a key made with planner keys add NAME --admin.").AsException();
        }
    }
}
