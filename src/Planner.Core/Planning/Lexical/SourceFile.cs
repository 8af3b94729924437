using Planner.Values;

namespace Planner.Planning.Lexical;

/// <summary>A file that a step can read: attached, or only named in the request.</summary>
/// <param name="Id"><c>f1</c>, <c>f2</c> …</param>
/// <param name="Name">Its name.</param>
/// <param name="Modality">What it holds, as slots count it.</param>
/// <param name="IsPage">Whether it is a written page rather than a scene.</param>
internal sealed record SourceFile(string Id, string Name, Modality Modality, bool IsPage)
{
    /// <summary>Whether it is an image or a paged document, which reading turns into text.</summary>
    public bool IsReadable => Modality is Modality.Image or Modality.Document;
}
