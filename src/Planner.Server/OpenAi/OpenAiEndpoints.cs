using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Planner.Artifacts;
using Planner.Runs;
using Planner.Server.Hosting;
using Planner.Server.Security;

namespace Planner.Server.OpenAi;

/// <summary><c>/v1</c>: what OpenAI's clients call. The model <c>planner</c> plans, <c>auto</c> and <c>omni</c> route; any other id is that model.</summary>
internal static class OpenAiEndpoints
{
    /// <summary>The model that is all of Planner.</summary>
    public const string Planner = RequestOptions.Planned;

    /// <summary>What takes a request as a whole, in the list of models: plans it, or sends talk to a chat model and plans the rest.</summary>
    public static readonly string[] Ways = [Planner, RequestOptions.Auto];

    public static void MapOpenAi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/v1").WithTags("OpenAI");
        api.MapGet("/models", ListAsync).WithName("openaiListModels").WithSummary("List models").WithDescription("What can be called here now: planner, and every model that can run.");
        api.MapGet("/models/{**id}", GetAsync).WithName("openaiGetModel").WithSummary("Get a model").WithDescription("One of them.");
        api.MapPost("/chat/completions", (HttpContext context, [FromServices] ChatCompletions chat) => chat.AnswerAsync(context, null)).RequireRateLimiting(RateLimits.Calls)
            .WithName("openaiChat").Accepts<JsonObject>("application/json").WithSummary("Chat").WithDescription("OpenAI's chat completions, streamed or not, with text, image_url, input_audio and file parts.");
        api.MapPost("/completions", (HttpContext context, ServedModels models) => TextCompletions.AnswerAsync(context, models, null)).RequireRateLimiting(RateLimits.Calls)
            .WithName("openaiCompletions").Accepts<JsonObject>("application/json").WithSummary("Complete a text").WithDescription("OpenAI's older completions, for models that go on with a text.");
        api.MapPost("/embeddings", (HttpContext context, ServedModels models, [FromServices] PassThrough passing) => Embeddings.AnswerAsync(context, models, passing)).RequireRateLimiting(RateLimits.Calls)
            .WithName("openaiEmbeddings").Accepts<JsonObject>("application/json").WithSummary("Embed texts").WithDescription("Vectors of texts, as numbers or as base64 of little-endian floats.");
        api.MapPost("/audio/speech", (HttpContext context, ServedModels models, ArtifactStore store) => Speech.AnswerAsync(context, models, store)).RequireRateLimiting(RateLimits.Calls)
            .WithName("openaiSpeech").Accepts<JsonObject>("application/json").WithSummary("Read a text aloud").WithDescription("Speech from a text-to-speech model.");
        api.MapPost("/audio/transcriptions", (HttpContext context, ServedModels models, ArtifactStore store, IOptions<ServerOptions> server) => Transcriptions.AnswerAsync(context, models, store, server.Value))
            .RequireRateLimiting(RateLimits.Calls).WithName("openaiTranscriptions").WithSummary("Write down speech").WithDescription("The words of a recording, sent as multipart/form-data; json, text, verbose_json, srt or vtt.");
        api.MapPost("/images/generations", (HttpContext context, ServedModels models, ArtifactStore store, TimeProvider clock, IOptions<ServerOptions> server) => Images.GenerateAsync(context, models, store, clock, server.Value))
            .RequireRateLimiting(RateLimits.Calls).WithName("openaiImages").Accepts<JsonObject>("application/json").WithSummary("Make pictures").WithDescription("Pictures from words, as base64 or links.");
        api.MapPost("/images/edits", (HttpContext context, ServedModels models, ArtifactStore store, TimeProvider clock, IOptions<ServerOptions> server) => Images.EditAsync(context, models, store, clock, server.Value))
            .RequireRateLimiting(RateLimits.Calls).WithName("openaiImageEdits").WithSummary("Change pictures").WithDescription("Pictures changed by words, sent as multipart/form-data; without masks.");
    }

    private static Task ListAsync(HttpContext context, ServedModels models, IOptions<ServerOptions> options) => context.WriteJsonAsync(new JsonObject
    {
        ["object"] = "list",
        ["data"] = new JsonArray(
        [
            .. (options.Value.Model is null ? Ways : []).Concat(models.Runnable().Select(model => model.Card.Id)).Select(Model),
        ]),
    });

    private static Task GetAsync(string id, HttpContext context, ServedModels models, IOptions<ServerOptions> options) =>
        context.WriteJsonAsync(Model(options.Value.Model is null && RequestOptions.IsWay(id) ? id : models.Require(id).Card.Id));

    private static JsonObject Model(string id) => new()
    {
        ["id"] = id,
        ["object"] = "model",
        ["created"] = 0,
        ["owned_by"] = id.Contains('/', StringComparison.Ordinal) ? id[..id.IndexOf('/', StringComparison.Ordinal)] : Planner,
    };
}
