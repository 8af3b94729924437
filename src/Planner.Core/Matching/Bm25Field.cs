namespace Planner.Matching;

/// <summary>A field of the documents in a <see cref="Bm25Index"/>.</summary>
/// <param name="Name">For people.</param>
/// <param name="Weight">How much an occurrence here counts.</param>
internal sealed record Bm25Field(string Name, double Weight);
