using Planner.Artifacts;
using Planner.Routing;

namespace Planner.Runs;

/// <summary>Takes the files of a request into the store.</summary>
public sealed class AttachmentReader(ArtifactStore store, UrlFetcher fetcher)
{
    /// <summary>The file of a source.</summary>
    /// <param name="source">Where it is.</param>
    /// <param name="caller">Who names it; what is stored belongs to them.</param>
    /// <param name="ceiling">How far the request may reach: where nothing may leave the machine, nothing is fetched.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="ArtifactException">The source names no file, one that the caller may not see, or one that can't be taken.</exception>
    public async Task<Artifact> ReadAsync(AttachmentSource source, Caller caller, Egress ceiling, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(caller);
        ArtifactStore.ActAs(caller.User);
        return source switch
        {
            { Url: { } data, ArtifactId: null, DataUrl: null } when InlineFiles.IsDataUrl(data) => await InlineFiles.StoreAsync(store, data, source.Name, cancellationToken),
            { Url: not null, ArtifactId: null, DataUrl: null } when ceiling == Egress.Machine =>
                throw new ArtifactException("This request may not leave the machine, so that no URL is fetched for it. Send the file itself."),
            { Url: { } url, ArtifactId: null, DataUrl: null } => await fetcher.FetchAsync(url, source.Name, cancellationToken),
            { ArtifactId: { } id, Url: null, DataUrl: null } =>
                await caller.FindAsync(store, id, cancellationToken) ?? throw new ArtifactException($"There is no artifact '{id}'. Send the file again."),
            { DataUrl: { } data, Url: null, ArtifactId: null } => await InlineFiles.StoreAsync(store, data, source.Name, cancellationToken),
            _ => throw new ArtifactException("A file needs exactly one of 'url', 'artifactId' and 'dataUrl', as in {\"url\": \"https://…\", \"name\": \"page.png\"}."),
        };
    }

    /// <summary>The files of several sources as attachments of a request, under the names that their sender gave them.</summary>
    /// <exception cref="ArtifactException">One of them can't be taken.</exception>
    public async Task<IReadOnlyList<Attachment>> ReadAsync(IEnumerable<AttachmentSource> sources, Caller caller, Egress ceiling, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sources);
        var attachments = new List<Attachment>();
        foreach (var source in sources)
        {
            Add(attachments, await ReadAsync(source, caller, ceiling, cancellationToken), source.Name);
        }

        return attachments;
    }

    /// <summary>Adds a file to those of a request.</summary>
    /// <param name="attachments">The files so far.</param>
    /// <param name="artifact">The file.</param>
    /// <param name="name">The name that its sender gave it; null: the store's.</param>
    public static void Add(ICollection<Attachment> attachments, Artifact artifact, string? name)
    {
        ArgumentNullException.ThrowIfNull(attachments);
        ArgumentNullException.ThrowIfNull(artifact);
        var known = name is { Length: > 0 } ? string.Concat(name.Where(c => !char.IsControl(c))) : artifact.Name;
        attachments.Add(new Attachment($"f{attachments.Count + 1}", known, artifact));
    }
}
