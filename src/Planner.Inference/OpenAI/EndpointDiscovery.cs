using System.Text.Json;
using System.Text.Json.Nodes;
using Planner.Chat;
using Planner.Routing;

namespace Planner.Inference.OpenAI;

/// <summary>Finds out what an endpoint has: its models, and of one model what the server tells in its own way.</summary>
internal static class EndpointDiscovery
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The model to use where none is named: what was chosen before, else chosen now from the list.</summary>
    /// <exception cref="EndpointException">The server does not answer, or lists no chat model.</exception>
    public static async Task<string> ModelAsync(OpenAIEndpoint endpoint, CancellationToken cancellationToken) =>
        endpoint.Memory.Of(endpoint.Instance).Model ?? (await ChooseAsync(endpoint, cancellationToken)).Id;

    /// <summary>Chooses from the list and remembers the choice.</summary>
    /// <exception cref="EndpointException">The server does not answer, or lists no chat model.</exception>
    public static async Task<ListedModel> ChooseAsync(OpenAIEndpoint endpoint, CancellationToken cancellationToken)
    {
        var models = await ListAsync(endpoint, cancellationToken);
        if (ModelChoice.Choose(models) is not { } chosen)
        {
            var listed = models.Count == 0 ? "none" : string.Join(", ", models.Take(10).Select(model => model.Id));
            throw new EndpointException(ChatErrorKind.Refused, $"{endpoint.Where} lists no chat model ({listed}). Load one there, or name one: Planner:Controller:Model.");
        }

        endpoint.Memory.Learn(endpoint.Instance, null, facts => facts with { Model = chosen.Id });
        return await KnowAsync(endpoint, chosen, cancellationToken);
    }

    /// <summary>The models that the server lists.</summary>
    /// <exception cref="EndpointException">The server does not answer, or has no list.</exception>
    public static async Task<IReadOnlyList<ListedModel>> ListAsync(OpenAIEndpoint endpoint, CancellationToken cancellationToken)
    {
        var list = await endpoint.TryAsync(token => endpoint.GetAsync(endpoint.Address.For("models"), Patience, null, token), cancellationToken);
        return list is { } json && ModelList.Read(json) is { } models
            ? models
            : throw new EndpointException(
                ChatErrorKind.Refused, $"{endpoint.Where} has no list of models. Check the base URL (most end in /v1), or name the model: Planner:Controller:Model.");
    }

    /// <summary>Gets to know a model before its first call: how long a prompt may be should be known before one is written.</summary>
    public static async Task MeetAsync(OpenAIEndpoint endpoint, string model, CancellationToken cancellationToken)
    {
        var facts = endpoint.Memory.Of(endpoint.Instance, model);
        if (endpoint.Instance.Distance == Egress.Cloud || endpoint.Address.IsAzure || (facts.Since != default && facts.Room == facts.ContextTokens))
        {
            return;
        }

        try
        {
            await (facts.Since == default
                ? KnowAsync(endpoint, new ListedModel(model), cancellationToken)
                : LearnLoadedAsync(endpoint, model, cancellationToken));
        }
        catch (EndpointException)
        {
            // Nobody is there: the call itself will tell.
        }
    }

    /// <summary>Asks the server in its own way what the list leaves open, and remembers it all.</summary>
    public static async Task<ListedModel> KnowAsync(OpenAIEndpoint endpoint, ListedModel model, CancellationToken cancellationToken)
    {
        // Those in the cloud have nothing but the list.
        var known = endpoint.Instance.Distance == Egress.Cloud || (model.ContextTokens is not null && ModelTasks.SeesImages(model) is not null)
            ? model
            : await FromOllamaAsync(endpoint, model, cancellationToken)
              ?? await FromLlamaCppAsync(endpoint, model, cancellationToken)
              ?? await FromLmStudioAsync(endpoint, model, cancellationToken)
              ?? await FromTgiAsync(endpoint, model, cancellationToken)
              ?? model;
        endpoint.Memory.Learn(endpoint.Instance, known.Id, facts => facts with
        {
            ContextTokens = known.ContextTokens ?? facts.ContextTokens,
            CutsPrompts = known.CutsPrompts || facts.CutsPrompts,
            SeesImages = ModelTasks.SeesImages(known) ?? facts.SeesImages,
            InputUsdPerMillion = known.InputUsdPerMillion ?? facts.InputUsdPerMillion,
            OutputUsdPerMillion = known.OutputUsdPerMillion ?? facts.OutputUsdPerMillion,
        });
        return known;
    }

    private static async Task<ListedModel?> FromOllamaAsync(OpenAIEndpoint endpoint, ListedModel model, CancellationToken cancellationToken)
    {
        if (await AskAsync(endpoint, "/api/show", new JsonObject { ["model"] = model.Id }, cancellationToken) is not { } shown || LenientJson.ObjectOf(shown, "model_info") is not { } info)
        {
            return null;
        }

        // The model's own length is what it could take; what Ollama gives it is told of a loaded model, else num_ctx where the model sets it, else the server's
        // setting, which it does not tell.
        var most = info.EnumerateObject().Where(member => member.Name.EndsWith(".context_length", StringComparison.Ordinal)).Select(member => LenientJson.NumberOf(info, member.Name)).FirstOrDefault();
        var given = (LenientJson.TextOf(shown, "parameters") ?? "").Split('\n')
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words is ["num_ctx", _])
            .Select(words => long.TryParse(words[1], out var tokens) ? tokens : (long?)null)
            .FirstOrDefault();
        return model with
        {
            ContextTokens = await LoadedAsync(endpoint, model.Id, cancellationToken) ?? Int(given ?? (most <= EndpointFacts.LeastRoom ? most : null)),
            CutsPrompts = true,
            Abilities = [.. Texts(shown, "capabilities")],
        };
    }

    private static async Task LearnLoadedAsync(OpenAIEndpoint endpoint, string model, CancellationToken cancellationToken)
    {
        if (await LoadedAsync(endpoint, model, cancellationToken) is { } tokens)
        {
            endpoint.Memory.Learn(endpoint.Instance, model, facts => facts with { ContextTokens = tokens });
        }
    }

    // Ollama's list of loaded models, each with the context that it has.
    private static async Task<int?> LoadedAsync(OpenAIEndpoint endpoint, string model, CancellationToken cancellationToken) =>
        await AskAsync(endpoint, "/api/ps", null, cancellationToken) is { } loaded
            ? LenientJson.ListOf(loaded, "models").Where(one => LenientJson.TextOf(one, "model") is { } name && (name == model || name == model + ":latest"))
                .Select(one => Int(LenientJson.NumberOf(one, "context_length"))).FirstOrDefault()
            : null;

    private static async Task<ListedModel?> FromLlamaCppAsync(OpenAIEndpoint endpoint, ListedModel model, CancellationToken cancellationToken)
    {
        if (await AskAsync(endpoint, "/props", null, cancellationToken) is not { } props || LenientJson.ObjectOf(props, "default_generation_settings") is not { } settings)
        {
            return null;
        }

        var sees = LenientJson.ObjectOf(props, "modalities") is { } modalities && modalities.TryGetProperty("vision", out var vision) && vision.ValueKind == JsonValueKind.True;
        return model with { ContextTokens = Int(LenientJson.NumberOf(settings, "n_ctx")) ?? model.ContextTokens, Abilities = sees ? ["completion", "vision"] : ["completion"] };
    }

    private static async Task<ListedModel?> FromLmStudioAsync(OpenAIEndpoint endpoint, ListedModel model, CancellationToken cancellationToken) =>
        await AskAsync(endpoint, "/api/v0/models", null, cancellationToken) is { } list ? ModelList.Read(list)?.FirstOrDefault(listed => listed.Id == model.Id) : null;

    // Of TGI for text and TEI for embeddings.
    private static async Task<ListedModel?> FromTgiAsync(OpenAIEndpoint endpoint, ListedModel model, CancellationToken cancellationToken)
    {
        if (await AskAsync(endpoint, "/info", null, cancellationToken) is not { } info || LenientJson.TextOf(info, "model_id") is null)
        {
            return null;
        }

        var embeds = LenientJson.ObjectOf(info, "model_type") is { } type && type.TryGetProperty("embedding", out _);
        return model with
        {
            ContextTokens = Int(LenientJson.NumberOf(info, "max_total_tokens") ?? LenientJson.NumberOf(info, "max_input_tokens") ?? LenientJson.NumberOf(info, "max_input_length")) ?? model.ContextTokens,
            Type = embeds ? "embedding" : model.Type,
        };
    }

    private static async Task<JsonElement?> AskAsync(OpenAIEndpoint endpoint, string path, JsonObject? body, CancellationToken cancellationToken)
    {
        try
        {
            return await endpoint.GetAsync(endpoint.Address.Own(path), Patience, body, cancellationToken);
        }
        catch (EndpointException exception) when (exception.Kind is not ChatErrorKind.Unreachable)
        {
            // It is another server's way; the list was enough to go on.
            return null;
        }
    }

    private static IEnumerable<string> Texts(JsonElement json, string name) =>
        LenientJson.ListOf(json, name).Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!);

    private static int? Int(long? number) => number is > 0 and <= int.MaxValue ? (int)number : null;
}
