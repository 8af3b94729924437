namespace Planner.ScriptedServer;

/// <summary>A call of a tool in a reply.</summary>
/// <param name="Name">The tool.</param>
/// <param name="Arguments">Its arguments as the model wrote them: JSON, or what it takes for JSON.</param>
public sealed record ScriptedToolCall(string Name, string Arguments);
