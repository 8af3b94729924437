using Planner.Routing;

namespace Planner.Matching;

/// <summary>What to look for in the catalog.</summary>
public sealed record ModelQuery
{
    /// <summary>What the model should be good at; empty: all cards, in the catalog's order.</summary>
    public string Text { get; init; } = "";

    /// <summary>Only cards that do this task, by its id in the taxonomy; null: any.</summary>
    public string? Task { get; init; }

    /// <summary>Only cards that know all of these languages (names or ISO 639-1 codes), or say nothing of languages.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Only cards of this license, as the Hub names it; null: any.</summary>
    public string? License { get; init; }

    /// <summary>Only cards of at most so many weights; null: any.</summary>
    public long? MaxParameters { get; init; }

    /// <summary>Only cards that can run here now.</summary>
    public bool RunnableOnly { get; init; }

    /// <summary>How far data may travel for a card to count as able to run.</summary>
    public Egress Ceiling { get; init; } = Egress.Cloud;

    /// <summary>The most cards to return.</summary>
    public int Limit { get; init; } = 10;
}
