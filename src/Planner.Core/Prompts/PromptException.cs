namespace Planner.Prompts;

/// <summary>A prompt template is missing or malformed. The message names the file and the fix.</summary>
public sealed class PromptException(string message, Exception? inner = null) : Exception(message, inner);
