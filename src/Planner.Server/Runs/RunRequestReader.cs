using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
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
    /// <summary>Reads a request of either form.</summary>
    /// <exception cref="ProblemException">It is malformed.</exception>
    /// <param name="context">The HTTP request.</param>
    /// <param name="saved">The saved plan that it is to run; null: none.</param>
    public Task<Request> ReadAsync(HttpContext context, SavedPlan? saved = null) =>
        context.Request.HasJsonContentType() ? ReadJsonAsync(context, saved)
        : MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            ? ReadMultipartAsync(context, saved)
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

    private async Task<Request> ReadMultipartAsync(HttpContext context, SavedPlan? saved)
    {
        var form = await MultipartForm.ReadAsync(context, store, server.Value, runs.Value.MaxAttachments, "text, files and options", RefuseUnknown);
        var files = new List<Attachment>();
        foreach (var (part, name, file) in form.Files)
        {
            // A part called after one of a saved plan's files is that file, whatever its own name.
            var called = part is "files" or "file" or "" || saved?.Files.Any(known => known.IsCalled(part)) != true ? name : part + Path.GetExtension(name);
            AttachmentReader.Add(files, file, called);
        }

        return Request(
            form.Fields.GetValueOrDefault("text"), files, OptionsOf(Json(form.Fields, "options")), form.Fields.GetValueOrDefault("language"), Json(form.Fields, "plan"),
            Json(form.Fields, "set") as JsonObject, saved);
    }

    private static void RefuseUnknown(string part)
    {
        if (part is not ("text" or "options" or "language" or "plan" or "set"))
        {
            throw Problem.BadRequest($"A request has no part '{part}'.", "It has text, files, options, language, plan and set.").AsException();
        }
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

    private static JsonNode? Json(IReadOnlyDictionary<string, string> fields, string name) => fields.TryGetValue(name, out var text) ? JsonResponses.Parse(text) : null;

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
