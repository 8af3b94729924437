namespace Planner.Inference;

/// <summary>What a local engine is and whether it can run.</summary>
/// <param name="Id">Its card's id, such as <c>local/ocr</c>.</param>
/// <param name="Available">Whether all that it needs is there.</param>
/// <param name="Detail">Version, languages and voices; or what is missing.</param>
/// <param name="Packages">The Debian packages that it stands on, present or not.</param>
/// <param name="Missing">Those of them that are missing.</param>
public sealed record EngineStatus(string Id, bool Available, string Detail, IReadOnlyList<string> Packages, IReadOnlyList<string> Missing);
