using Planner.Values;

namespace Planner.Planning.Lexical;

/// <summary>A file that a step can read: attached, or only named in the request.</summary>
/// <param name="Id"><c>f1</c>, <c>f2</c> …</param>
/// <param name="Name">Its name.</param>
/// <param name="Modality">What it holds, as slots count it.</param>
/// <param name="Shows">What is to be seen on it beside what it is: a page, a table.</param>
internal sealed record SourceFile(string Id, string Name, Modality Modality, WordClass Shows)
{
    /// <summary>Whether it is a written page rather than a scene.</summary>
    public bool IsPage => (Shows & WordClass.Page) != 0;

    /// <summary>Whether it is an image or a paged document, which reading turns into text.</summary>
    public bool IsReadable => Modality is Modality.Image or Modality.Document;
}
