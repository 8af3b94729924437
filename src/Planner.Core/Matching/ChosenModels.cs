namespace Planner.Matching;

/// <summary>What the controller LLM chose.</summary>
/// <param name="Matches">By step, the ranking with its choice first; steps for which it named no model that was offered are missing.</param>
/// <param name="CostUsd">What asking cost, in US dollars.</param>
internal sealed record ChosenModels(IReadOnlyDictionary<string, ModelMatch> Matches, decimal CostUsd = 0)
{
    /// <summary>Nothing was chosen: the catalog's rankings stand.</summary>
    public static ChosenModels None { get; } = new(new Dictionary<string, ModelMatch>());
}
