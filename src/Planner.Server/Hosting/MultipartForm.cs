using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Planner.Artifacts;
using Planner.Server.Problems;

namespace Planner.Server.Hosting;

/// <summary>A form with files, which went into the store as they came and were never held in memory.</summary>
/// <param name="Fields">The fields that are text; of one that is given several times the last.</param>
/// <param name="Files">The files with the names of their parts and their own, without folders, in order.</param>
internal sealed record MultipartForm(IReadOnlyDictionary<string, string> Fields, IReadOnlyList<(string Part, string Name, Artifact File)> Files)
{
    private const int MaxFieldLength = 4 * 1024 * 1024;

    /// <summary>Reads the body of a request as its caller's.</summary>
    /// <param name="context">The request.</param>
    /// <param name="store">Where files go.</param>
    /// <param name="server">How large it may be.</param>
    /// <param name="mostFiles">How many files it may have.</param>
    /// <param name="parts">What it consists of, for messages.</param>
    /// <param name="fieldCheck">Throws when a field of that name can't be; asked before it is read. Null: any may be.</param>
    /// <exception cref="ProblemException">It is no form, or broken, or too much.</exception>
    public static async Task<MultipartForm> ReadAsync(HttpContext context, ArtifactStore store, ServerOptions server, int mostFiles, string parts, Action<string>? fieldCheck = null)
    {
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            throw new Problem(StatusCodes.Status415UnsupportedMediaType, $"A request of type '{context.Request.ContentType}' is not read here.", "Send multipart/form-data.").AsException();
        }

        ArtifactStore.ActAs(context.Caller().User);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = server.MaxUploadBytes;
        }

        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        var files = new List<(string, string, Artifact)>();
        try
        {
            var reader = new MultipartReader(HeaderUtilities.RemoveQuotes(type.Boundary).Value ?? "", context.Request.Body);
            while (await reader.ReadNextSectionAsync(context.RequestAborted) is { } section)
            {
                if (section.GetContentDispositionHeader() is not { } disposition)
                {
                    continue;
                }

                var name = HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? "";
                if (!disposition.IsFileDisposition())
                {
                    fieldCheck?.Invoke(name);
                    fields[name] = await TextAsync(section, name, context.RequestAborted);
                    continue;
                }

                if (files.Count == mostFiles)
                {
                    throw Problem.BadRequest($"More than {mostFiles} files are attached.", "Ask in several requests.").AsException();
                }

                var fileName = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value ?? "file";
                var plain = fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..];
                files.Add((name, plain, await store.PutAsync(section.Body, plain, context.RequestAborted)));
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or (IOException and not BadHttpRequestException) or ArgumentException)
        {
            throw Problem.BadRequest($"The multipart body is broken: {exception.Message}", $"Send it as multipart/form-data with the parts {parts}.").AsException();
        }

        return new MultipartForm(fields, files);
    }

    private static async Task<string> TextAsync(MultipartSection section, string name, CancellationToken cancellationToken)
    {
        using var text = new StreamReader(section.Body);
        var buffer = new char[MaxFieldLength + 1];
        var length = await text.ReadBlockAsync(buffer, cancellationToken);
        return length <= MaxFieldLength
            ? new string(buffer, 0, length)
            : throw new Problem(StatusCodes.Status413PayloadTooLarge, $"The part '{name}' is longer than {MaxFieldLength:N0} characters.", "Send long text as a file.").AsException();
    }
}
