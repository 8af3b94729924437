namespace Planner.Storage;

/// <summary>The database can't be used; the message says what is wrong, where, and the fix.</summary>
public sealed class StorageException(string message, Exception? inner = null) : Exception(message, inner);
