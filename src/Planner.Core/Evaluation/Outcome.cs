namespace Planner.Evaluation;

/// <summary>A sample's plan against its gold.</summary>
/// <param name="Confidence">How sure the planner was, 0 to 1; 1 when it did not say.</param>
/// <param name="Nodes">The gold tasks and the planned ones.</param>
/// <param name="Edges">The gold links and the planned ones, as pairs of tasks.</param>
internal sealed record Outcome(
    double Confidence,
    (IReadOnlySet<string> Gold, IReadOnlySet<string> Made) Nodes,
    (IReadOnlySet<(string From, string To)> Gold, IReadOnlySet<(string From, string To)> Made) Edges)
{
    /// <summary>Whether the set of tasks is exactly right.</summary>
    public bool IsRight => Nodes.Gold.SetEquals(Nodes.Made);
}
