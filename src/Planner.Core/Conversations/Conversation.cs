namespace Planner.Conversations;

/// <summary>Requests that follow each other. What was said and done is in the journal, under the runs.</summary>
public sealed record Conversation
{
    /// <summary><c>c_</c> and random letters and digits.</summary>
    public required string Id { get; init; }

    /// <summary>Whose it is: the user of an API key; null: whoever sits at the machine.</summary>
    public string? Owner { get; init; }

    /// <summary>For lists: the first words.</summary>
    public string Title { get; init => field = value ?? ""; } = "";

    /// <summary>When it began, UTC.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was changed last, UTC. Set by the store.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The runs of its turns, oldest first.</summary>
    public IReadOnlyList<string> Runs { get; init => field = value ?? []; } = [];

    /// <summary>With whom: what its requests are told and may do; null: no assistant was chosen.</summary>
    public Assistant? Assistant { get; init; }

    /// <summary>The model that it is pinned to, see <see cref="Planner.Runs.RequestOptions.Model"/>; null: the best for each task.</summary>
    public string? Model { get; init; }

    /// <summary>Counts its changes. Set by the store: a save from an older one is refused.</summary>
    public long Revision { get; init; }
}
