using Microsoft.AspNetCore.Http;
using Planner.Artifacts;
using Planner.Server.Problems;

namespace Planner.Server.Hosting;

/// <summary>Who makes a request.</summary>
/// <param name="User">The user of the API key; null: whoever sits at this machine, where no keys are in use.</param>
/// <param name="IsAdmin">Whether everything may be seen.</param>
internal sealed record Caller(string? User, bool IsAdmin)
{
    /// <summary>Where no keys are in use, and only this machine can call.</summary>
    public static Caller Local { get; } = new(null, IsAdmin: true);

    /// <summary>Whether what belongs to <paramref name="owner"/> may be seen and changed.</summary>
    public bool MaySee(string? owner) => IsAdmin || owner == User;

    /// <summary>The caller of a request that came through the guards.</summary>
    public static Caller Of(HttpContext context) => context.Features.Get<Caller>() ?? throw new InvalidOperationException("The request did not come through the guards.");

    /// <summary>Finds an artifact that the caller may see.</summary>
    /// <exception cref="ProblemException">There is none; another's looks just the same.</exception>
    public async Task<Artifact> FindAsync(ArtifactStore store, string id, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken) is { } artifact && MaySee(artifact.Owner)
            ? artifact
            : throw Problem.NotFound($"There is no artifact '{id}'.", "Upload the file again.").AsException();
}
