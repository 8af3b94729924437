using Planner.Matching;

namespace Planner.Runs;

/// <summary><c>step.matched</c>: Models were ranked for the step.</summary>
public sealed record StepMatched : RunEvent
{
    /// <summary>Candidates with every score term, and the reason.</summary>
    public required ModelMatch Match { get; init; }

    /// <summary>What the controller LLM's choice cost, in US dollars, where it was asked; of steps that were asked about together the first carries it.</summary>
    public decimal CostUsd { get; init; }
}
