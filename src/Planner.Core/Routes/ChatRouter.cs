using Microsoft.Extensions.Options;
using Planner.Chat;
using Planner.Inference;
using Planner.Matching;
using Planner.Planning;
using Planner.Routing;
using Planner.Runs;

namespace Planner.Routes;

/// <summary>
/// Sends a chat message to the chat model that suits it best, without a plan. A model is scored as for any step, by what its card says, and by the route that names
/// it; so a model that is added to the catalog is routed to without any route. Pictures need a model that sees.
/// </summary>
public sealed class ChatRouter
{
    // The choice and what is asked when it fails.
    private const int MostModels = 4;

    // Of a chat model whose card does not say it.
    private const int UsualContext = 8192;

    private readonly PlainChat _plain;
    private readonly RouteTable _table;
    private readonly WordRouter _words = new();
    private readonly LlmRouter _llm;
    private readonly IModelMatcher _matcher;
    private readonly CallNames _names;
    private readonly IModelCaller _caller;
    private readonly BackendRegistry _backends;
    private readonly RouteOptions _options;

    internal ChatRouter(
        PlainChat plain, RouteTable table, LlmRouter llm, IModelMatcher matcher, CallNames names, IModelCaller caller, BackendRegistry backends, IOptions<RouteOptions> options)
    {
        (_plain, _table, _llm, _matcher, _names, _caller, _backends, _options) = (plain, table, llm, matcher, names, caller, backends, options.Value);
    }

    /// <summary>Where a request goes; null: it is to be planned, since there is a task in it, it says so, or nothing here chats.</summary>
    public async Task<ChatRoute?> RouteAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Options.Model == RequestOptions.Planned ? null
            : request.Options.Model == RequestOptions.Omni ? _plain.IsPossible(request) ? await ChooseAsync(request, cancellationToken) : null
            : _plain.Is(request) ? await ChooseAsync(request, cancellationToken)
            : null;
    }

    private async Task<ChatRoute?> ChooseAsync(Request request, CancellationToken cancellationToken)
    {
        var task = PlainChat.TaskOf(request);
        var step = new PlanStep { Id = "chat", Task = task, Instruction = request.Text };
        var match = await _matcher.MatchAsync(step, request.Options.Egress, request.Options.Pinned, cancellationToken);
        var able = match.Candidates.Where(candidate => candidate.Runnable).ToList();
        if (able.Count == 0)
        {
            return null;
        }

        // A model alone needs no choice, and a pinned one has none.
        var named = able.Count > 1 && request.Options.Pinned is null ? await NameAsync(request, cancellationToken) : new NamedRoute(null, 0, request.Options.Pinned is null ? "" : "pinned");
        var ranked = able.OrderByDescending(candidate => Score(candidate, named)).ToList();
        List<ChatModel> models = [.. ranked.Take(MostModels).Select(candidate => ModelOf(candidate, request)).OfType<ChatModel>()];
        return models.Count == 0 ? null : new ChatRoute(named.Route?.Name ?? (request.Attachments.Count > 0 ? "images" : "chat"), models, Reason(request, named, ranked));
    }

    private double Score(Candidate candidate, NamedRoute named) =>
        candidate.Score + (named.Route is null ? 0 : _options.Weight * named.Fit * named.Route.Suits(candidate.ModelId));

    private async Task<NamedRoute> NameAsync(Request request, CancellationToken cancellationToken)
    {
        if (_options.Model is not { Length: > 0 } id)
        {
            return _words.Name(_table.Routes, request);
        }

        var match = await _matcher.MatchAsync(new PlanStep { Id = "route", Task = "text-generation" }, request.Options.Egress, id, cancellationToken);
        var router = match.Candidates.FirstOrDefault(candidate => candidate.Runnable && candidate.ModelId.Equals(id, StringComparison.OrdinalIgnoreCase));
        var (named, problem) = router is null || ModelOf(router, request) is not { } model
            ? (null, $"{id} can't run here")
            : await _llm.NameAsync(model, _table.Routes, request, cancellationToken);
        if (named is not null)
        {
            return named;
        }

        var embedded = _words.Name(_table.Routes, request);
        return embedded with { Why = $"{problem}, so the embedded router decides: {embedded.Why}" };
    }

    private ChatModel? ModelOf(Candidate candidate, Request request) =>
        _names.Find(candidate.ModelId) is not { } card || candidate.Instance is null || _backends.Backend(candidate.Instance) is not { } backend ? null
        : (backend as IChatBackend)?.ChatFor(card) is { } direct ? direct
        : new ChatModel(card.Id, new BackendChatClient(_caller, card.Id, PlainChat.TaskOf(request), [.. request.Attachments.Select(file => file.Artifact)], request.Options.Egress))
        {
            Egress = backend.Egress,
            ContextTokens = card.MaxTokens ?? UsualContext,
        };

    private static string Reason(Request request, NamedRoute named, List<Candidate> ranked)
    {
        var why = named.Why;
        if (request.Attachments.Count > 0)
        {
            why = why.Length > 0 ? $"pictures need a model that sees; {why}" : "pictures need a model that sees";
        }

        var place = named.Route is null ? 0 : named.Route.Suits(ranked[0].ModelId);
        var which = ranked.Count == 1 ? "the only chat model that can run here"
            : place == 1 ? $"its first model, of {ranked.Count} that can run here"
            : place > 0 ? $"a model of that route, of {ranked.Count} that can run here"
            : $"its card fits best of {ranked.Count} that can run here";
        return why.Length > 0 ? $"{why}; {which}" : which;
    }
}
