using Planner.Artifacts;

namespace Planner.Runs;

/// <summary>Who makes a request.</summary>
/// <param name="User">The user of an API key; null: whoever sits at this machine.</param>
/// <param name="IsAdmin">Whether everybody's runs and files may be seen.</param>
public sealed record Caller(string? User, bool IsAdmin)
{
    /// <summary>The id of the API key; null: none.</summary>
    public string? KeyId { get; init; }

    /// <summary>Whoever sits at this machine.</summary>
    public static Caller Local { get; } = new(null, IsAdmin: true);

    /// <summary>Whether what belongs to <paramref name="owner"/> may be seen and changed.</summary>
    public bool MaySee(string? owner) => IsAdmin || owner == User;

    /// <summary>The artifact of that id, if there is one that the caller may see; another's looks as if it were not there.</summary>
    public async Task<Artifact?> FindAsync(ArtifactStore store, string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        return await store.FindAsync(id, cancellationToken) is { } artifact && MaySee(artifact.Owner) ? artifact : null;
    }
}
