namespace Planner.Planning;

/// <summary>A text is not a plan; the message says what, where, and the fix.</summary>
public sealed class PlanFormatException(string message, Exception? inner = null) : Exception(message, inner);
