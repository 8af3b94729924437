using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Planner.Artifacts;
using Planner.Planning;
using Planner.Runs;
using Planner.SavedPlans;
using Planner.Serialization;
using Planner.Server.Hosting;
using Planner.Server.Problems;

namespace Planner.Server.Runs;

/// <summary>Reads requests: JSON, or multipart with files, which go into the store as they come and are never held in memory.</summary>
internal sealed class RunRequestReader(ArtifactStore store, AttachmentReader attachments, PlanParameters parameters, IOptions<ServerOptions> server, IOptions<RunOptions> runs)
{
    private const int MaxFieldLength = 4 * 1024 * 1024;

    /// <summary>Reads a request of either form.</summary>
    /// <exception cref="ProblemException">It is malformed.</exception>
    /// <param name="context">The HTTP request.</param>
    /// <param name="saved">The saved plan that it is to run; null: none.</param>
    public Task<Request> ReadAsync(HttpContext context, SavedPlan? saved = null) =>
        context.Request.HasJsonContentType() ? ReadJsonAsync(context, saved)
        : MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            ? ReadMultipartAsync(context, HeaderUtilities.RemoveQuotes(type.Boundary).Value ?? "", saved)
            : throw new Problem(StatusCodes.Status415UnsupportedMediaType, $"A request of type '{context.Request.ContentType}' is not read.", "Send application/json or multipart/form-data.").AsException();

    /// <summary>Makes a request of its JSON form.</summary>
    /// <exception cref="ProblemException">It is malformed.</exception>
    private async Task<Request> ReadAsync(JsonObject json, Caller caller, SavedPlan? saved, CancellationToken cancellationToken)
    {
        json.RefuseUnknown(JsonSerializerOptions.Web.GetTypeInfo(typeof(RunRequest)), "A request");
        var body = json.Deserialize<RunRequest>(JsonSerializerOptions.Web)!;
        var options = OptionsOf(json["options"]);
        Limit(body.Attachments.Count);
        var files = await attachments.ReadAsync(body.Attachments, caller, server.Value.Within(options.Egress), cancellationToken);
        return Request(body.Text, files, options, body.Language, body.Plan, body.Set, saved);
    }

    /// <summary>A plan as JSON.</summary>
    public static Plan PlanOf(JsonNode plan, IReadOnlyList<Attachment> attachments) => PlanReader.Read(plan.ToJsonString(), attachments, _ => { });

    private async Task<Request> ReadJsonAsync(HttpContext context, SavedPlan? saved) =>
        await ReadAsync(await context.Request.ReadObjectAsync(context.RequestAborted), context.Caller(), saved, context.RequestAborted);

    private async Task<Request> ReadMultipartAsync(HttpContext context, string boundary, SavedPlan? saved)
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
                await ReadSectionAsync(section, fields, files, saved, context.RequestAborted);
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or (IOException and not BadHttpRequestException) or ArgumentException)
        {
            throw Problem.BadRequest($"The multipart body is broken: {exception.Message}", "Send it as multipart/form-data with the parts text, files and options.").AsException();
        }

        return Request(
            fields.GetValueOrDefault("text"), files, OptionsOf(Json(fields, "options")), fields.GetValueOrDefault("language"), Json(fields, "plan"), Json(fields, "set") as JsonObject, saved);
    }

    private async Task ReadSectionAsync(MultipartSection section, Dictionary<string, string> fields, List<Attachment> files, SavedPlan? saved, CancellationToken cancellationToken)
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

            // A part called after one of a saved plan's files is that file, whatever its own name.
            var called = name is "files" or "file" or "" || saved?.Files.Any(file => file.IsCalled(name)) != true ? plain : name + Path.GetExtension(plain);
            AttachmentReader.Add(files, await store.PutAsync(section.Body, plain, cancellationToken), called);
            return;
        }

        if (name is not ("text" or "options" or "language" or "plan" or "set"))
        {
            throw Problem.BadRequest($"A request has no part '{name}'.", "It has text, files, options, language, plan and set.").AsException();
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

    private Request Request(string? text, IReadOnlyList<Attachment> files, RequestOptions options, string? language, JsonNode? plan, JsonObject? set, SavedPlan? saved)
    {
        var given = new Request { Text = text?.Trim() ?? "", Attachments = files, Options = options, Language = language };
        return (saved, plan) switch
        {
            (not null, null) => saved.AsRequest(given, parameters.Set(saved.Plan, set ?? [])),
            (not null, _) => throw Problem.BadRequest("A saved plan brings its own plan.", "Leave out 'plan'.").AsException(),
            (null, not null) => given with { Plan = parameters.Set(PlanOf(plan, files), set ?? []) },
            _ => set is null ? given : throw Problem.BadRequest("'set' has nothing to be set in: there is no plan.", "Send it with a plan, or to /api/plans/NAME/runs.").AsException(),
        };
    }

    private static JsonNode? Json(Dictionary<string, string> fields, string name) => fields.TryGetValue(name, out var text) ? JsonResponses.Parse(text) : null;

    private static RequestOptions OptionsOf(JsonNode? json)
    {
        if (json is null)
        {
            return new RequestOptions();
        }

        (json as JsonObject ?? throw new JsonException("'options' is no object.")).RefuseUnknown(PlannerJson.Context.RequestOptions, "'options'");
        return json.Deserialize(PlannerJson.Context.RequestOptions)!;
    }
}
