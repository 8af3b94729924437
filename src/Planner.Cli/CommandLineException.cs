namespace Planner.Cli;

/// <summary>The command can't be carried out as it was given, or as Planner is configured; the message says what is wrong and the fix.</summary>
internal sealed class CommandLineException(string message, Exception? inner = null) : Exception(message, inner);
