using Planner.Catalog;

namespace Planner.Matching.Indexing;

/// <summary>What to look for in a <see cref="CardIndex"/>.</summary>
public sealed record CardQuery
{
    /// <summary>What the model should be good at; empty: all cards in their order.</summary>
    public string Text { get; init; } = "";

    /// <summary>
    /// Only cards that name this task, all of them ranked; null: cards of any task that share something with the query, and those of the task that
    /// its words speak of come first.
    /// </summary>
    public string? Task { get; init; }

    /// <summary>Only cards that know all of these languages (ISO 639-1 codes), or say nothing of languages.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Only cards of this license; null: any.</summary>
    public string? License { get; init; }

    /// <summary>Only cards of at most so many weights, those that do not say left out; null: any.</summary>
    public long? MaxParameters { get; init; }

    /// <summary>Only cards that this takes, asked in the order of the ranking until there are enough; null: all.</summary>
    public Func<ModelCard, bool>? Accept { get; init; }

    /// <summary>
    /// Leaves out cards of the store that nobody runs as far as the Hub says, which <see cref="Accept"/> would only refuse one by one; the catalog's own cards may
    /// run elsewhere.
    /// </summary>
    public bool MayRun { get; init; }

    /// <summary>The vector of the text by the embedding model whose vectors the index has; empty: none.</summary>
    public ReadOnlyMemory<float> Embedding { get; init; }

    /// <summary>The most cards to return.</summary>
    public int Limit { get; init; } = 10;
}
