using Microsoft.Extensions.Options;
using Planner.Runs;

namespace Planner.Server.Runs;

/// <summary>Starts runs for callers: in their name, within the server's limits.</summary>
internal sealed class RunStarter(IRunService runs, RunSlots slots, IOptions<ServerOptions> options)
{
    /// <summary>Starts a run.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> StartAsync(Request request, Caller caller, CancellationToken cancellationToken)
    {
        var ceiling = options.Value.Within(request.Options.Egress);
        slots.Take(caller.User);
        var started = false;
        try
        {
            var id = await runs.StartAsync(request with { User = caller.User, Options = request.Options with { Egress = ceiling } }, cancellationToken);
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
