namespace Planner.Runs;

/// <summary>An earlier turn of the conversation that a request belongs to.</summary>
/// <param name="RunId">Its run.</param>
/// <param name="Asked">What the user said.</param>
/// <param name="Answered">The answer; empty when there was none.</param>
public sealed record PastTurn(string RunId, string Asked, string Answered);
