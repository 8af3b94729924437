namespace Planner.Artifacts;

/// <summary>A file can't be taken or found; the message says what, where, and the fix.</summary>
public sealed class ArtifactException(string message, Exception? inner = null) : Exception(message, inner);
