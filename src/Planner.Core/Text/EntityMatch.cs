namespace Planner.Text;

/// <summary>One entity in a text.</summary>
/// <param name="Kind">What it names.</param>
/// <param name="Span">Where it stands.</param>
public readonly record struct EntityMatch(EntityKind Kind, TextSpan Span);
