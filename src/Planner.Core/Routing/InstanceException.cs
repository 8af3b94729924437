namespace Planner.Routing;

/// <summary>The instances can't be read, written or used as they are. The message says what, where and the fix.</summary>
public class InstanceException(string message, Exception? inner = null) : Exception(message, inner);
