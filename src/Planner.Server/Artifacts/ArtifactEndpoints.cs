using System.Collections.Frozen;
using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Planner.Artifacts;
using Planner.Runs;
using Planner.Server.Hosting;

namespace Planner.Server.Artifacts;

/// <summary><c>/api/artifacts</c>: files in and out.</summary>
internal static class ArtifactEndpoints
{
    // What a browser may show. The rest, above all what can carry script (HTML, SVG, XML), is only ever saved (FAILURES 29).
    private static readonly FrozenSet<string> Shown = new[]
    {
        "image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp", "audio/wav", "audio/mpeg", "audio/ogg", "audio/flac", "audio/mp4", "audio/aac",
        "video/mp4", "video/webm", "video/quicktime", "application/pdf", "text/plain", "text/csv", "text/tab-separated-values", "text/markdown", "application/json",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static void MapArtifacts(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/artifacts").WithTags("Artifacts");
        api.MapGet("/{id}", GetAsync).WithName("getArtifact").Produces(StatusCodes.Status200OK, contentType: "application/octet-stream")
            .WithSummary("Get a file").WithDescription("The bytes, or a range of them. A file is there for whoever owns it.");
        api.MapPost("/", PutAsync).WithName("putArtifact").Accepts<Stream>("application/octet-stream", "*/*").Produces<FileReport>(StatusCodes.Status201Created)
            .WithSummary("Upload a file").WithDescription("Takes the body as a file, to be named by its id in requests. What it is, its bytes say.");
    }

    private static async Task<IResult> GetAsync(string id, HttpContext context, ArtifactStore store)
    {
        var artifact = await context.Caller().RequireAsync(store, id, context.RequestAborted);
        var isShown = Shown.Contains(artifact.MediaType);
        var disposition = new ContentDispositionHeaderValue(isShown ? "inline" : "attachment");
        disposition.SetHttpFileName(artifact.Name);
        context.Response.Headers.ContentDisposition = disposition.ToString();

        // The bytes of an id never change.
        context.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        var mediaType = !isShown ? MediaTypes.Unknown : artifact.MediaType.StartsWith("text/", StringComparison.Ordinal) ? artifact.MediaType + "; charset=utf-8" : artifact.MediaType;
        return Results.File(store.OpenRead(artifact), mediaType, entityTag: new EntityTagHeaderValue($"\"{artifact.Sha256}\""), enableRangeProcessing: true);
    }

    private static async Task<Created<FileReport>> PutAsync(
        HttpContext context, ArtifactStore store, IOptions<ServerOptions> options, [Description("The file's name, such as page.png.")] string? name = null)
    {
        ArtifactStore.ActAs(context.Caller().User);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = options.Value.MaxUploadBytes;
        }

        var artifact = await store.PutAsync(context.Request.Body, name ?? "file", context.RequestAborted);
        return TypedResults.Created($"/api/artifacts/{artifact.Id}", new FileReport(artifact.Id, artifact.MediaType, artifact.Name, artifact.Size));
    }
}
