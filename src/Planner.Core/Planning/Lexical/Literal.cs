namespace Planner.Planning.Lexical;

/// <summary>Text that a request carries to be worked on: quoted, or written after a colon.</summary>
/// <param name="Text">The text without its quotation marks.</param>
/// <param name="IsQuestion">Whether it asks something.</param>
internal sealed record Literal(string Text, bool IsQuestion);
