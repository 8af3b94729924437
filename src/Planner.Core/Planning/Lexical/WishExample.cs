namespace Planner.Planning.Lexical;

/// <summary>A clause to learn from.</summary>
/// <param name="Task">The id of the task that it asks for, or <see cref="WishClassifier.None"/>.</param>
/// <param name="Features">Its <see cref="WishFeatures"/>.</param>
/// <param name="Weight">How much it counts.</param>
internal sealed record WishExample(string Task, IReadOnlyList<uint> Features, float Weight = 1);
