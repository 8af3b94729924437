using Microsoft.SemanticKernel;
using Planner.Artifacts;
using Planner.Runs;

namespace Planner.SemanticKernel;

/// <summary>Files on their way between Semantic Kernel's contents and Planner's store.</summary>
/// <param name="store">The store.</param>
public sealed class KernelFiles(ArtifactStore store)
{
    /// <summary>Takes the pictures, sounds and files among contents into the store; what is only an address stays one.</summary>
    /// <param name="contents">The contents.</param>
    /// <param name="caller">Whose the files are.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What <c>solve</c> and <c>plan</c> take as files: ids of artifacts, and addresses.</returns>
    public async Task<IReadOnlyList<string>> StoreAsync(IEnumerable<KernelContent> contents, Caller caller, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(contents);
        ArgumentNullException.ThrowIfNull(caller);
        ArtifactStore.ActAs(caller.User);
        var ids = new List<string>();
        foreach (var content in contents.OfType<BinaryContent>())
        {
            if (content.Data is { Length: > 0 } data)
            {
                using var stream = new MemoryStream(data.ToArray(), writable: false);
                ids.Add((await store.PutAsync(stream, $"attachment{ids.Count + 1}{MediaTypes.Extension(content.MimeType ?? "")}", cancellationToken)).Id);
            }
            else if (content.Uri is { } address)
            {
                ids.Add(address.ToString());
            }
        }

        return ids;
    }

    /// <summary>A file as content: <see cref="ImageContent"/>, <see cref="AudioContent"/>, or <see cref="BinaryContent"/>; null when there is none of that id that the caller may see.</summary>
    public async Task<BinaryContent?> ReadAsync(string id, Caller caller, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return await caller.FindAsync(store, id, cancellationToken) is { } file ? await ReadAsync(file, cancellationToken) : null;
    }

    /// <summary>A file as content.</summary>
    internal async Task<BinaryContent> ReadAsync(Artifact file, CancellationToken cancellationToken)
    {
        var data = await File.ReadAllBytesAsync(store.PathOf(file), cancellationToken);
        return MediaTypes.ModalityOf(file.MediaType) switch
        {
            Values.Modality.Image => new ImageContent(data, file.MediaType),
            Values.Modality.Audio => new AudioContent(data, file.MediaType),
            _ => new BinaryContent(data, file.MediaType),
        };
    }
}
