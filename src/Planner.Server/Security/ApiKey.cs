namespace Planner.Server.Security;

/// <summary>An API key as it is kept; the key itself is not.</summary>
/// <param name="Id">What the key begins with, in the clear: <c>k</c> and eight letters and digits.</param>
/// <param name="User">Whose it is. Several keys may be one user's.</param>
/// <param name="Role">What it may do.</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
/// <param name="Hash">SHA-256 of the key, lower-case hex. A key has 190 random bits, so that no slow hash is needed.</param>
public sealed record ApiKey(string Id, string User, ApiRole Role, DateTimeOffset CreatedAt, string Hash)
{
    /// <summary>How many requests it may make in a minute; null: as many as the server lets anybody.</summary>
    public int? RequestsPerMinute { get; init; }
}
