namespace Planner.Runs;

/// <summary>A file in a <see cref="RunReport"/>.</summary>
/// <param name="Id">The artifact's id.</param>
/// <param name="MediaType">What the bytes are.</param>
/// <param name="Name">Its file name.</param>
/// <param name="Size">In bytes.</param>
public sealed record FileReport(string Id, string MediaType, string Name, long Size)
{
    /// <summary>Where it was saved on this machine, when that was asked for.</summary>
    public string? Path { get; init; }
}
