using Planner.Artifacts;
using Planner.Values;

namespace Planner.Conversations;

/// <summary>Something in a conversation that a later request may mean: a file that came with a request, or what a step gave.</summary>
/// <param name="Turn">Its turn, from 1.</param>
/// <param name="Name">What it is attached as: a file's own name, or <c>r1.s2</c> with an ending for what step s2 of turn 1 gave.</param>
/// <param name="Modality">What it is made of.</param>
internal sealed record EarlierThing(int Turn, string Name, Modality Modality)
{
    /// <summary>The task that made it; null when it came with a request.</summary>
    public string? Task { get; init; }

    /// <summary>Its file, when it has one.</summary>
    public Artifact? Artifact { get; init; }

    /// <summary>Its text, when it has no file yet.</summary>
    public string? Text { get; init; }

    /// <summary>Whether it was what its turn was about: the end of the plan, or the answer.</summary>
    public bool IsResult { get; init; }
}
