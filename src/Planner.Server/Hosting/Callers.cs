using Microsoft.AspNetCore.Http;
using Planner.Artifacts;
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
}
