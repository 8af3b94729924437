namespace Planner.Artifacts;

/// <summary>A file that Planner keeps. Its id is its own; the bytes are stored once by their hash.</summary>
/// <param name="Id">Unguessable id, <c>a_</c> and 22 letters and digits.</param>
/// <param name="Name">A safe file name, with an ending that fits the media type.</param>
/// <param name="MediaType">What the bytes are, sniffed from them.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Sha256">Hash of the bytes, lower-case hex.</param>
public sealed record Artifact(string Id, string Name, string MediaType, long Size, string Sha256)
{
    /// <summary>Whose it is: the user of an API key; null: whoever sits at this machine. See <see cref="ArtifactStore.ActAs"/>.</summary>
    public string? Owner { get; init; }
}
