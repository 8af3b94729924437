using Microsoft.Extensions.Options;
using Planner.Artifacts;
using Planner.Routing;
using Planner.Runs;
using Planner.Server.Hosting;
using Planner.Server.Problems;

namespace Planner.Server.Runs;

/// <summary>Takes the files of a request into the store.</summary>
internal sealed class AttachmentReader(ArtifactStore store, UrlFetcher fetcher, IOptions<ServerOptions> options)
{
    /// <summary>The file of a source.</summary>
    /// <exception cref="ProblemException">It names none, or one that the caller may not see.</exception>
    /// <exception cref="ArtifactException">It can't be fetched or taken.</exception>
    public async Task<Artifact> ReadAsync(AttachmentSource source, Caller caller, Egress ceiling, CancellationToken cancellationToken)
    {
        ArtifactStore.ActAs(caller.User);
        switch (source)
        {
            case { Url: { } url, ArtifactId: null, DataUrl: null }:
                return InlineFiles.IsDataUrl(url)
                    ? await InlineFiles.StoreAsync(store, url, source.Name, cancellationToken)
                    : ceiling == Egress.Machine || options.Value.Ceiling == Egress.Machine
                        ? throw Problem.BadRequest("This request may not leave the machine, so that no URL is fetched for it.", "Send the file itself.").AsException()
                        : await fetcher.FetchAsync(url, source.Name, cancellationToken);
            case { ArtifactId: { } id, Url: null, DataUrl: null }:
                return await caller.FindAsync(store, id, cancellationToken);
            case { DataUrl: { } data, Url: null, ArtifactId: null }:
                return await InlineFiles.StoreAsync(store, data, source.Name, cancellationToken);
            default:
                throw Problem.BadRequest("An attachment needs exactly one of 'url', 'artifactId' and 'dataUrl'.", "Write {\"url\": \"https://…\", \"name\": \"page.png\"}.").AsException();
        }
    }

    /// <summary>Adds a file to those of a request, under its id and the name that the caller knows it by.</summary>
    public static void Add(List<Attachment> attachments, Artifact artifact, string? name)
    {
        var known = name is { Length: > 0 } ? string.Concat(name.Where(c => !char.IsControl(c))) : artifact.Name;
        attachments.Add(new Attachment($"f{attachments.Count + 1}", known, artifact));
    }
}
