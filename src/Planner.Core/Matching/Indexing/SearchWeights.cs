namespace Planner.Matching.Indexing;

/// <summary>
/// How much each side of a card counts in a search. <see cref="Words"/> is the unit; the others were chosen on one half of the development
/// queries of APIBench and looked at on the other, see docs/matching.md. Flat around their values.
/// </summary>
public sealed record SearchWeights
{
    /// <summary>The share of the query's known words, rare ones counting more, that the card accounts for.</summary>
    public double Words { get; init; } = 1;

    /// <summary>The cosine of learned vectors.</summary>
    public double Meaning { get; init; } = 0.1;

    /// <summary>
    /// The cosine of an embedding model's vectors, where there is one, among the cards that the other terms find best. By judgement: it says more than the learned
    /// ones, and words that are alike still count.
    /// </summary>
    public double Embedding { get; init; } = 0.5;

    /// <summary>How likely the query is to ask for the card's task, when no task is given.</summary>
    public double Task { get; init; } = 0.5;

    /// <summary>Whether the card knows the languages that the query names. By judgement: a model of another language is of no use, however well its card reads.</summary>
    public double Language { get; init; } = 0.4;

    /// <summary>How widely the model is used. By judgement: it decides among cards that read alike.</summary>
    public double Popularity { get; init; } = 0.05;
}
