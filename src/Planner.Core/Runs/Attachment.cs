using Planner.Artifacts;

namespace Planner.Runs;

/// <summary>A file that came with a request.</summary>
/// <param name="Id"><c>f1</c>, <c>f2</c> …, in the order given.</param>
/// <param name="Name">The name by which the user knows it.</param>
/// <param name="Artifact">The bytes.</param>
public sealed record Attachment(string Id, string Name, Artifact Artifact);
