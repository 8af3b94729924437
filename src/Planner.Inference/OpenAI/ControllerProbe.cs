using System.Globalization;
using Microsoft.Extensions.Options;
using Planner.Routing;

namespace Planner.Inference.OpenAI;

/// <summary>Looks at the controller's endpoint; where none is configured, at the ports on which model servers usually listen on this machine.</summary>
public sealed class ControllerProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private readonly IOptions<OpenAIOptions> _options;
    private readonly OpenAIEndpoints _endpoints;

    internal ControllerProbe(IOptions<OpenAIOptions> options, OpenAIEndpoints endpoints) =>
        (_options, _endpoints) = (options, endpoints);

    /// <summary>The servers that are looked for: their names and usual addresses.</summary>
    public IReadOnlyList<(string Name, Uri BaseUrl)> Usual { get; init; } =
    [
        ("Ollama", new("http://127.0.0.1:11434/v1")), ("llama.cpp", new("http://127.0.0.1:8080/v1")), ("vLLM", new("http://127.0.0.1:8000/v1")),
        ("LM Studio", new("http://127.0.0.1:1234/v1")), ("TGI", new("http://127.0.0.1:3000/v1")), ("Jan", new("http://127.0.0.1:1337/v1")),
        ("KoboldCpp", new("http://127.0.0.1:5001/v1")),
    ];

    /// <summary>Looks. Lists models; generates nothing, so it costs nothing.</summary>
    public async Task<ControllerReport> LookAsync(CancellationToken cancellationToken)
    {
        var options = _options.Value;
        if (options.ToInstance() is not { } instance)
        {
            return await OfferAsync(cancellationToken);
        }

        try
        {
            using var endpoint = _endpoints.Open(instance with { Limits = instance.Limits with { Retries = 0 } });
            var model = await ModelAsync(endpoint, options.Model, cancellationToken);
            return model is null
                ? new ControllerReport(false, $"{endpoint.Where} does not list '{options.Model}'", "Name a model that it has: --set Planner:Controller:Model=NAME")
                : new ControllerReport(true, Describe(endpoint, options, model));
        }
        catch (EndpointException exception)
        {
            return new ControllerReport(false, exception.Message, "Without it: unset OPENAI_BASE_URL, OPENAI_API_KEY or Planner:Controller:BaseUrl; the embedded controller then plans.");
        }
    }

    /// <summary>
    /// Finds out, where it is not known yet, what the controller's model is and how much it takes, so that the first prompt is cut to it already: a server
    /// such as Ollama cuts a longer one and says nothing. A server that does not answer now is told of when it is called.
    /// </summary>
    /// <param name="ceiling">How far away it may be asked.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public async Task LearnAsync(Egress ceiling, CancellationToken cancellationToken)
    {
        var named = _options.Value.Model;
        if (_options.Value.ToInstance() is not { } instance || instance.Distance > ceiling)
        {
            return;
        }

        using var endpoint = _endpoints.Open(instance with { Limits = instance.Limits with { ConnectSeconds = Patience.TotalSeconds, Retries = 0 } });
        if (endpoint.Memory.Of(instance, named) != EndpointFacts.None)
        {
            return;
        }

        try
        {
            if (await ModelAsync(endpoint, named, cancellationToken) is null && named is not null)
            {
                // A server of one model takes any name for it.
                await EndpointDiscovery.KnowAsync(endpoint, new ListedModel(named), cancellationToken);
            }
        }
        catch (EndpointException)
        {
            // Said by the first call, with what mends it.
        }
    }

    private static async Task<ListedModel?> ModelAsync(OpenAIEndpoint endpoint, string? named, CancellationToken cancellationToken)
    {
        if (named is null)
        {
            return await EndpointDiscovery.ChooseAsync(endpoint, cancellationToken);
        }

        if (endpoint.Address.IsAzure)
        {
            // It lists what one could deploy, not what one has deployed.
            return new ListedModel(named);
        }

        var listed = (await EndpointDiscovery.ListAsync(endpoint, cancellationToken)).FirstOrDefault(model => model.Id == named || model.Id == named + ":latest");
        return listed is null ? null : await EndpointDiscovery.KnowAsync(endpoint, listed with { Id = named }, cancellationToken);
    }

    private static string Describe(OpenAIEndpoint endpoint, OpenAIOptions options, ListedModel model)
    {
        var facts = endpoint.Memory.Of(endpoint.Instance, model.Id);
        var parts = new List<string> { $"{model.Id} at {endpoint.Where}{(options.Model is null ? ", chosen from its list" : "")}" };
        if ((options.ContextTokens ?? facts.Room) is { } tokens)
        {
            var assumed = options.ContextTokens is null && facts.ContextTokens is null ? " at least (Ollama's default; OLLAMA_CONTEXT_LENGTH gives more)" : "";
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{tokens} tokens{assumed}"));
        }

        if ((options.SeesImages ?? facts.SeesImages) == true)
        {
            parts.Add("takes images");
        }

        if ((options.InputUsdPerMillion ?? facts.InputUsdPerMillion) is { } input)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{input:0.####} and {options.OutputUsdPerMillion ?? facts.OutputUsdPerMillion:0.####} USD for a million tokens in and out"));
        }

        if (facts.Refused.Count > 0)
        {
            parts.Add($"does not know {string.Join(", ", facts.Refused)}");
        }

        parts.Add($"egress {endpoint.Instance.Distance.ToString().ToLowerInvariant()}");
        return string.Join("; ", parts);
    }

    private async Task<ControllerReport> OfferAsync(CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(Usual.Select(server => FindAsync(server.Name, server.BaseUrl, cancellationToken)));
        return found.FirstOrDefault(one => one is not null) is { } offer
            ? new ControllerReport(true, $"none; {offer.Detail}", offer.Fix)
            : new ControllerReport(true, "none; the embedded controller plans (OPENAI_BASE_URL or Planner:Controller:BaseUrl names a server)");
    }

    private async Task<ControllerReport?> FindAsync(string name, Uri address, CancellationToken cancellationToken)
    {
        var limits = new InstanceLimits { ConnectSeconds = 1, FirstTokenSeconds = 1, Retries = 0 };
        using var endpoint = _endpoints.Open(new BackendInstance { Name = name, BaseUrl = address, Limits = limits });
        try
        {
            if (await endpoint.GetAsync(endpoint.Address.For("models"), Patience, null, cancellationToken) is not { } json || ModelList.Read(json) is not { } models
                || ModelChoice.Choose(models) is not { } model)
            {
                return null;
            }

            return new ControllerReport(true, $"a server answers on {address.Authority} ({NameOf(model) ?? name}) with {model.Id}", $"Use it: export OPENAI_BASE_URL={address}");
        }
        catch (EndpointException)
        {
            return null;
        }
    }

    // Ports are shared; who owns the models is often the server itself.
    private static string? NameOf(ListedModel model) => model.OwnedBy switch
    {
        "vllm" => "vLLM",
        "llamacpp" => "llama.cpp",
        "library" => "Ollama",
        _ => null,
    };
}
