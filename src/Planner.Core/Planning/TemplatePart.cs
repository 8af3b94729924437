namespace Planner.Planning;

/// <summary>A piece of a template: literal text and the reference that follows it.</summary>
/// <param name="Before">The text before the reference.</param>
/// <param name="Reference">What is put in.</param>
public sealed record TemplatePart(string Before, Reference Reference);
