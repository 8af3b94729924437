namespace Planner.Inference.Local.Commands;

/// <summary>What stands for a placeholder.</summary>
/// <param name="Text">The words, or the path of a file.</param>
/// <param name="IsProse">Whether a space before it changes nothing.</param>
internal readonly record struct CommandValue(string Text, bool IsProse = false);
