namespace Planner.Server;

/// <summary>The server can't be started as asked; the message says what is wrong and the fix.</summary>
public sealed class ServerException(string message, Exception? inner = null) : Exception(message, inner);
