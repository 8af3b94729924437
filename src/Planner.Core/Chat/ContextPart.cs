namespace Planner.Chat;

/// <summary>A piece of what goes into a prompt.</summary>
/// <param name="Section">What it is, as <c>context.trimmed</c> names it: <c>request</c>, <c>s2</c>, <c>history</c>.</param>
/// <param name="Text">The text.</param>
public sealed record ContextPart(string Section, string Text)
{
    /// <summary>Whether it must be there whole: the user's own words, the instructions.</summary>
    public bool Whole { get; init; }

    /// <summary>How large a share it may claim beside others that are too long, against 1 of an ordinary one.</summary>
    public double Weight { get; init; } = 1;
}
