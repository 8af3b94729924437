namespace Planner.Ensembles;

/// <summary>How the answers of several models became one.</summary>
public sealed record Consensus
{
    /// <summary><c>vote</c>, <c>mean</c>, <c>box-fusion</c>, <c>span-vote</c>, <c>medoid</c>, <c>judge</c>, or <c>best</c> where answers can't be put together.</summary>
    public required string Method { get; init; }

    /// <summary>How much the members agree, 0 to 1; null where that can't be said.</summary>
    public double? Agreement { get; init; }

    /// <summary>What most members say, in words; of texts only.</summary>
    public IReadOnlyList<string> Themes { get; init => field = value ?? []; } = [];

    /// <summary>The member whose answer was taken as it is; null where it is made of all.</summary>
    public string? Chosen { get; init; }
}
