using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Planner.Artifacts;
using Planner.Planning;
using Planner.Runs;
using Planner.Serialization;
using Planner.Server.Hosting;
using Planner.Server.Problems;

namespace Planner.Server.Runs;

/// <summary>Reads requests: JSON, or multipart with files, which go into the store as they come and are never held in memory.</summary>
internal sealed class RunRequestReader(ArtifactStore store, AttachmentReader attachments, IOptions<ServerOptions> server, IOptions<RunOptions> runs)
{
    private const int MaxFieldLength = 4 * 1024 * 1024;

    /// <summary>Reads a request of either form.</summary>
    /// <exception cref="ProblemException">It is malformed.</exception>
    public Task<Request> ReadAsync(HttpContext context) =>
        context.Request.HasJsonContentType() ? ReadJsonAsync(context)
        : MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            ? ReadMultipartAsync(context, HeaderUtilities.RemoveQuotes(type.Boundary).Value ?? "")
            : throw new Problem(StatusCodes.Status415UnsupportedMediaType, $"A request of type '{context.Request.ContentType}' is not read.", "Send application/json or multipart/form-data.").AsException();

    /// <summary>Makes a request of its JSON form.</summary>
    /// <exception cref="ProblemException">It is malformed.</exception>
    public async Task<Request> ReadAsync(JsonObject json, Caller caller, CancellationToken cancellationToken)
    {
        RefuseUnknown(json, typeof(RunRequest), "A request");
        var body = json.Deserialize<RunRequest>(JsonSerializerOptions.Web)!;
        var options = OptionsOf(json["options"]);
        Limit(body.Attachments.Count);
        var files = await attachments.ReadAsync(body.Attachments, caller, server.Value.Within(options.Egress), cancellationToken);
        return Request(body.Text, files, options, body.Language, body.Plan);
    }

    /// <summary>A plan as JSON.</summary>
    public static Plan PlanOf(JsonNode plan, IReadOnlyList<Attachment> attachments) => PlanReader.Read(plan.ToJsonString(), attachments, _ => { });

    private async Task<Request> ReadJsonAsync(HttpContext context) =>
        await ReadAsync(await context.Request.ReadObjectAsync(context.RequestAborted), context.Caller(), context.RequestAborted);

    private async Task<Request> ReadMultipartAsync(HttpContext context, string boundary)
    {
        ArtifactStore.ActAs(context.Caller().User);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = server.Value.MaxUploadBytes;
        }

        var files = new List<Attachment>();
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            var reader = new MultipartReader(boundary, context.Request.Body);
            while (await reader.ReadNextSectionAsync(context.RequestAborted) is { } section)
            {
                await ReadSectionAsync(section, fields, files, context.RequestAborted);
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or (IOException and not BadHttpRequestException) or ArgumentException)
        {
            throw Problem.BadRequest($"The multipart body is broken: {exception.Message}", "Send it as multipart/form-data with the parts text, files and options.").AsException();
        }

        return Request(
            fields.GetValueOrDefault("text"), files, OptionsOf(Json(fields, "options")), fields.GetValueOrDefault("language"), Json(fields, "plan"));
    }

    private async Task ReadSectionAsync(MultipartSection section, Dictionary<string, string> fields, List<Attachment> files, CancellationToken cancellationToken)
    {
        if (section.GetContentDispositionHeader() is not { } disposition)
        {
            return;
        }

        var name = HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? "";
        if (disposition.IsFileDisposition())
        {
            Limit(files.Count + 1);
            var fileName = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value ?? "file";
            var plain = fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..];
            AttachmentReader.Add(files, await store.PutAsync(section.Body, plain, cancellationToken), plain);
            return;
        }

        if (name is not ("text" or "options" or "language" or "plan"))
        {
            throw Problem.BadRequest($"A request has no part '{name}'.", "It has text, files, options, language and plan.").AsException();
        }

        using var text = new StreamReader(section.Body);
        var buffer = new char[MaxFieldLength + 1];
        var length = await text.ReadBlockAsync(buffer, cancellationToken);
        fields[name] = length <= MaxFieldLength
            ? new string(buffer, 0, length)
            : throw new Problem(StatusCodes.Status413PayloadTooLarge, $"The part '{name}' is longer than {MaxFieldLength:N0} characters.", "Send long text as a file.").AsException();
    }

    private void Limit(int count)
    {
        if (count > runs.Value.MaxAttachments)
        {
            throw Problem.BadRequest($"More than {runs.Value.MaxAttachments} files are attached.", "Ask in several requests.").AsException();
        }
    }

    private static Request Request(string? text, IReadOnlyList<Attachment> files, RequestOptions options, string? language, JsonNode? plan) => new()
    {
        Text = text?.Trim() ?? "",
        Attachments = files,
        Options = options,
        Language = language,
        Plan = plan is null ? null : PlanOf(plan, files),
    };

    private static JsonNode? Json(Dictionary<string, string> fields, string name) => fields.TryGetValue(name, out var text) ? JsonNode.Parse(text) : null;

    private static RequestOptions OptionsOf(JsonNode? json)
    {
        if (json is null)
        {
            return new RequestOptions();
        }

        RefuseUnknown(json as JsonObject ?? throw new JsonException("'options' is no object."), typeof(RequestOptions), "'options'");
        return json.Deserialize(PlannerJson.Context.RequestOptions)!;
    }

    // What is not known is not passed over: a misspelt limit would be no limit, and nothing here names another endpoint or key (FAILURES 26).
    private static void RefuseUnknown(JsonObject json, Type type, string what)
    {
        var known = (type == typeof(RequestOptions) ? (JsonTypeInfo)PlannerJson.Context.RequestOptions : JsonSerializerOptions.Web.GetTypeInfo(type)).Properties.Select(property => property.Name).ToList();
        if (json.Select(member => member.Key).FirstOrDefault(member => !known.Contains(member)) is { } unknown)
        {
            throw Problem.BadRequest($"{what} has no '{unknown}'.", $"It has {string.Join(", ", known)}.").AsException();
        }
    }
}
