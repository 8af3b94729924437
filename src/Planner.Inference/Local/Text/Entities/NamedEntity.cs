using Planner.Text;

namespace Planner.Inference.Local.Text.Entities;

/// <summary>A labelled stretch of a text.</summary>
/// <param name="Group">PER, LOC, ORG, DATE, MONEY, EMAIL, PHONE or URL.</param>
/// <param name="Span">Where it stands.</param>
/// <param name="Score">How reliable the rule is that found it, 0 to 1.</param>
internal readonly record struct NamedEntity(string Group, TextSpan Span, double Score);
