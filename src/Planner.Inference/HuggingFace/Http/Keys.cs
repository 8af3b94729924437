using Microsoft.Extensions.Options;
using Planner.Routing;

namespace Planner.Inference.HuggingFace.Http;

/// <summary>
/// Decides where the token goes: to the router and the Hub as configured, and to endpoints below Hugging Face's own domain. Nowhere else,
/// wherever a redirect or a reply points.
/// </summary>
internal sealed class Keys(IOptions<HuggingFaceOptions> options)
{
    private const string OwnDomain = "huggingface.co";
    private const string EndpointDomain = ".endpoints.huggingface.cloud";
    private readonly Uri _router = new(options.Value.BaseUrl);
    private readonly Uri _hub = new(options.Value.HubUrl);

    /// <summary>The token for a request to that address; null when it may not have it or there is none.</summary>
    public string? For(Uri address) => MayHave(address) && TryRead(out var key, out _) ? key : null;

    /// <summary>Reads the token.</summary>
    /// <param name="key">The token.</param>
    /// <param name="problem">Why there is none, or why it can't be used.</param>
    public bool TryRead(out string key, out string problem)
    {
        key = "";
        if (SecretReference.From(options.Value.Token) is not { } secret)
        {
            problem = "No token is configured.";
            return false;
        }

        if (!secret.TryRead(out var read, out problem))
        {
            return false;
        }

        // Another service's key, set by mistake, stays here.
        if (IsHuggingFace(_router) && !read.StartsWith("hf_", StringComparison.Ordinal))
        {
            problem = $"What is in {secret} is no Hugging Face token: they begin with hf_.";
            return false;
        }

        key = read;
        return true;
    }

    /// <summary>Whether calls work only with a token: on Hugging Face's own router. A server of one's own may do without.</summary>
    public bool AreNeeded => IsHuggingFace(_router);

    private bool MayHave(Uri address) =>
        SameOrigin(address, _router) || SameOrigin(address, _hub)
        || (address.Scheme == Uri.UriSchemeHttps && address.Host.EndsWith(EndpointDomain, StringComparison.OrdinalIgnoreCase));

    private static bool IsHuggingFace(Uri address) =>
        address.Host.Equals(OwnDomain, StringComparison.OrdinalIgnoreCase) || address.Host.EndsWith("." + OwnDomain, StringComparison.OrdinalIgnoreCase);

    private static bool SameOrigin(Uri one, Uri other) =>
        one.Scheme == other.Scheme && one.Port == other.Port && one.Host.Equals(other.Host, StringComparison.OrdinalIgnoreCase);
}
