namespace Planner.Routing;

/// <summary>What is kept is not what the caller knows: somebody changed it in between. Nothing was changed.</summary>
public sealed class InstanceConflictException(string message) : InstanceException(message);
