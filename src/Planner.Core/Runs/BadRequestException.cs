namespace Planner.Runs;

/// <summary>A request can't be taken; the message says what is wrong, where, and the fix.</summary>
public sealed class BadRequestException(string message, Exception? inner = null) : Exception(message, inner);
