using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Planner.Routing;

namespace Planner.Inference.OpenAI;

/// <summary>
/// The endpoint of the controller LLM: any server that speaks OpenAI's protocol. Section <c>Planner:Controller</c>, beside
/// <see cref="Planning.ControllerOptions"/>. With no address there is no controller LLM; see <see cref="WellKnownEnvironment"/> for where an address
/// comes from besides.
/// </summary>
public sealed class OpenAIOptions
{
    /// <summary>Where it is: <c>http://localhost:11434/v1</c>, <c>https://NAME.openai.azure.com</c>. Without a path <c>/v1</c> is meant.</summary>
    public string? BaseUrl { get; set; }

    /// <summary>The model, on Azure the deployment; null: chosen from what the server lists, see <see cref="ModelChoice"/>.</summary>
    public string? Model { get; set; }

    /// <summary>The key: <c>env:NAME</c>, <c>file:PATH</c>, or the key itself.</summary>
    public string? ApiKey { get; set; }

    /// <summary>How many tokens prompt and reply may have together; null: what the server told, else 32768.</summary>
    [Range(256, 100_000_000)]
    public int? ContextTokens { get; set; }

    /// <summary>Whether the model takes images; null: what the server told, else no.</summary>
    public bool? SeesImages { get; set; }

    /// <summary>US dollars for a million tokens of prompt.</summary>
    [Range(0, 1_000_000)]
    public decimal? InputUsdPerMillion { get; set; }

    /// <summary>US dollars for a million tokens of reply.</summary>
    [Range(0, 1_000_000)]
    public decimal? OutputUsdPerMillion { get; set; }

    /// <summary>The version of Azure's API; set, addresses have Azure's form on any host.</summary>
    public string? ApiVersion { get; set; }

    /// <summary>How far away it is (<c>machine</c>, <c>lan</c>, <c>cloud</c>) when that is known better than its address says.</summary>
    public Egress? Egress { get; set; }

    /// <summary>A proxy on the way to it.</summary>
    public string? Proxy { get; set; }

    /// <summary>A file with certificates (PEM) that are trusted besides the system's.</summary>
    public string? CaFile { get; set; }

    /// <summary>Headers that are sent along; a value may be a reference as the key is.</summary>
    public Dictionary<string, string> Headers { get; set; } = [];

    /// <summary>Seconds until there is a connection.</summary>
    [Range(0.1, 3600)]
    public double ConnectSeconds { get; set; } = 10;

    /// <summary>Seconds from the call to the first token.</summary>
    [Range(0.1, 86_400)]
    public double FirstTokenSeconds { get; set; } = 120;

    /// <summary>Seconds between two tokens.</summary>
    [Range(0.1, 86_400)]
    public double IdleSeconds { get; set; } = 60;

    /// <summary>How often a call is tried again before its first token.</summary>
    [Range(0, 20)]
    public int Retries { get; set; } = 3;

    /// <summary>The longest wait in seconds that a server may ask for before its refusal counts.</summary>
    [Range(0, 3600)]
    public double MaxWaitSeconds { get; set; } = 30;

    /// <summary>The endpoint as an instance; null: there is no controller LLM.</summary>
    /// <exception cref="OptionsValidationException">An address is malformed.</exception>
    internal BackendInstance? ToInstance() => string.IsNullOrWhiteSpace(BaseUrl) ? null : new BackendInstance
    {
        Name = "controller",
        BaseUrl = HttpAddress(BaseUrl, nameof(BaseUrl)),
        Key = ApiKey,
        Headers = Headers,
        Proxy = string.IsNullOrWhiteSpace(Proxy) ? null : HttpAddress(Proxy, nameof(Proxy)),
        CaFile = CaFile,
        ApiVersion = ApiVersion,
        Egress = Egress,
        Limits = new InstanceLimits
        {
            ConnectSeconds = ConnectSeconds,
            FirstTokenSeconds = FirstTokenSeconds,
            IdleSeconds = IdleSeconds,
            Retries = Retries,
            MaxWaitSeconds = MaxWaitSeconds,
        },
    };

    private static Uri HttpAddress(string text, string name) =>
        Uri.TryCreate(text.Trim(), UriKind.Absolute, out var address) && address.Scheme is ("http" or "https")
            ? address
            : throw new OptionsValidationException(
                name,
                typeof(OpenAIOptions),
                [$"{Planning.ControllerOptions.Section}:{name} is '{text}', which is no address. Write it as http://HOST:PORT/v1 or https://HOST/v1."]);
}
