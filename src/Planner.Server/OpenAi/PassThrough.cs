using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Planner.Catalog;
using Planner.Inference;
using Planner.Matching;
using Planner.Planning;
using Planner.Routing;
using Planner.Server.Problems;
using Planner.Values;

namespace Planner.Server.OpenAi;

/// <summary>Passes requests in OpenAI's form on to servers that speak it themselves, at whichever place the router finds.</summary>
internal sealed class PassThrough(ModelRouter router, BackendRegistry backends, TaskTaxonomy taxonomy, IOptions<ServerOptions> options)
{
    public const string Chat = "chat/completions";
    public const string Embeddings = "embeddings";

    private static readonly FrozenDictionary<string, string[]> Tasks = new Dictionary<string, string[]>
    {
        [Chat] = ["text-generation", "conversational", "image-text-to-text"],
        [Embeddings] = ["feature-extraction"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly Dictionary<string, Value> NoInputs = [];
    private static readonly Dictionary<string, JsonNode?> Nothing = [];

    /// <summary>Answers a request by passing it on.</summary>
    /// <param name="context">The request.</param>
    /// <param name="operation">What it asks for.</param>
    /// <param name="body">Its body.</param>
    /// <param name="model">The model.</param>
    /// <param name="form">Makes of a whole reply what the caller asked for; null: it is given as it is.</param>
    /// <returns>False: the model is not at such a server, and nothing was done.</returns>
    public async Task<bool> TryAnswerAsync(HttpContext context, string operation, RequestBody body, FoundModel model, Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>? form = null)
    {
        if (model.Candidate.Instance is not { } instance || backends.Backend(instance) is not IPassThrough
            || Tasks[operation].FirstOrDefault(model.Card.Tasks.Contains) is not { } name || !taxonomy.TryGet(name, out var task))
        {
            return false;
        }

        var reply = new PassedReply(context, form);
        var routed = await router.RunAsync(
            new RoutedCall
            {
                Task = task,
                Step = new PlanStep { Id = "call", Task = task.Id, Parameters = (operation == Embeddings ? 0 : body.ReplyTokens) is { } most ? new Dictionary<string, JsonNode?> { ["max_new_tokens"] = most } : Nothing },
                Inputs = NoInputs,
                Body = body.Bytes,
                Targets = [model.Card.Id],
                Ceiling = options.Value.Ceiling,
                OnText = body.Streams ? static _ => { } : null,
                Listener = reply,
                Attempt = (backend, request, token) => backend is not IPassThrough server
                    ? Task.FromResult(InferenceResult.Failure(StepErrorKind.CannotRun, $"{backend.Name} takes no requests in OpenAI's form."))
                    : server.PassAsync(request.Model, reply.Call(operation, body, backend.Name, request), token),
            },
            context.RequestAborted);
        if (routed.Result.Error is { } error)
        {
            await reply.FailAsync(Problem.Of(error));
        }

        return true;
    }
}
