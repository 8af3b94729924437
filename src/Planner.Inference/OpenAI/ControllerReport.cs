namespace Planner.Inference.OpenAI;

/// <summary>What a look at the controller's endpoint found.</summary>
/// <param name="Ok">Whether it can be used; also true when none is configured, since none is needed.</param>
/// <param name="Detail">What was found.</param>
/// <param name="Fix">The one setting or command that mends it, or that would use a server that was found.</param>
public sealed record ControllerReport(bool Ok, string Detail, string? Fix = null);
