using Microsoft.Extensions.Options;
using Planner.Conversations;
using Planner.Runs;
using Planner.Server.Hosting;

namespace Planner.Server.Runs;

/// <summary>Starts runs for callers: in their name, within the server's limits.</summary>
internal sealed class RunStarter(IRunService runs, RunSlots slots, IConversationStore conversations, ConversationService talk, IOptions<ServerOptions> options)
{
    /// <summary>Starts a run; one of a conversation as its next turn.</summary>
    /// <param name="request">The request.</param>
    /// <param name="caller">Whose it is.</param>
    /// <param name="cancellationToken">Gives up before it is recorded.</param>
    /// <param name="kept">What of it has happened already, see <see cref="Reruns"/>.</param>
    /// <returns>Its id.</returns>
    public async Task<string> StartAsync(Request request, Caller caller, CancellationToken cancellationToken, IReadOnlyList<RunEvent>? kept = null)
    {
        // A run that is run again is no new turn.
        if (kept is not null || request.Options.Conversation is not { } conversationId)
        {
            return await LaunchAsync(request, kept ?? [], caller, cancellationToken);
        }

        var conversation = await caller.RequireAsync(conversations, conversationId, cancellationToken);
        var id = await LaunchAsync(await talk.ContinueAsync(conversation, request, cancellationToken), [], caller, cancellationToken);
        if (!request.Options.PlanOnly)
        {
            await talk.AddAsync(conversation, id, request.Text, CancellationToken.None);
        }

        return id;
    }

    private async Task<string> LaunchAsync(Request request, IReadOnlyList<RunEvent> kept, Caller caller, CancellationToken cancellationToken)
    {
        var ceiling = options.Value.Within(request.Options.Egress);
        slots.Take(caller.User);
        var started = false;
        try
        {
            var id = await runs.StartAsync(request with { User = caller.User, KeyId = caller.KeyId, Options = request.Options with { Egress = ceiling } }, kept, cancellationToken);
            started = true;
            _ = ReleaseAfterAsync(id, caller.User);
            return id;
        }
        finally
        {
            if (!started)
            {
                slots.Release(caller.User);
            }
        }
    }

    private async Task ReleaseAfterAsync(string id, string? user)
    {
        await runs.WaitAsync(id, CancellationToken.None);
        slots.Release(user);
    }
}
