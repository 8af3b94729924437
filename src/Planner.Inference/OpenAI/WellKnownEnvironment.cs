namespace Planner.Inference.OpenAI;

/// <summary>
/// The variables that other programs use too. <c>OPENAI_BASE_URL</c> or else <c>OPENAI_API_KEY</c> (then OpenAI itself) or else <c>HF_TOKEN</c> (then
/// Hugging Face's router) name the controller's endpoint where the configuration names none. A key from the environment goes only where it
/// belongs: OpenAI's to the address beside it or to OpenAI, Hugging Face's to Hugging Face.
/// </summary>
internal static class WellKnownEnvironment
{
    /// <summary>OpenAI itself.</summary>
    public const string OpenAIUrl = "https://api.openai.com/v1";

    /// <summary>Hugging Face's router to many providers.</summary>
    public const string RouterUrl = "https://router.huggingface.co/v1";

    /// <summary>Fills in what the configuration leaves open.</summary>
    public static void Fill(OpenAIOptions options, Func<string, string?> environment)
    {
        var baseUrl = Get("OPENAI_BASE_URL");
        var fromEnvironment = string.IsNullOrWhiteSpace(options.BaseUrl);
        if (fromEnvironment)
        {
            options.BaseUrl = baseUrl ?? (Get("OPENAI_API_KEY") is not null ? OpenAIUrl : Get("HF_TOKEN") is not null ? RouterUrl : null);
        }

        if (!string.IsNullOrWhiteSpace(options.ApiKey) || !Uri.TryCreate(options.BaseUrl, UriKind.Absolute, out var address))
        {
            return;
        }

        var besideIt = baseUrl is not null && Uri.TryCreate(baseUrl, UriKind.Absolute, out var beside) && SameOrigin(beside, address);
        options.ApiKey = (besideIt || IsUnder(address, "openai.com")) && Get("OPENAI_API_KEY") is not null ? "env:OPENAI_API_KEY"
            : IsUnder(address, "huggingface.co") && Get("HF_TOKEN") is not null ? "env:HF_TOKEN"
            : null;

        string? Get(string name) => environment(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
    }

    private static bool SameOrigin(Uri one, Uri other) => one.GetLeftPart(UriPartial.Authority) == other.GetLeftPart(UriPartial.Authority);

    // In the clear a key would be anyone's on the way.
    private static bool IsUnder(Uri address, string domain) => address.Scheme == Uri.UriSchemeHttps
        && (address.IdnHost.Equals(domain, StringComparison.OrdinalIgnoreCase) || address.IdnHost.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase));
}
