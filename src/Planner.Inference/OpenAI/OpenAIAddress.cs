using Planner.Routing;

namespace Planner.Inference.OpenAI;

/// <summary>
/// The addresses of an instance. Azure has two forms: <c>/openai/v1</c>, which is like everybody's, and a deployment for each model with an
/// <c>api-version</c>, which is taken when a version is set or the host is Azure's and the path does not say otherwise.
/// </summary>
internal sealed class OpenAIAddress
{
    private const string DefaultApiVersion = "2024-10-21";
    private static readonly string[] AzureHosts = [".openai.azure.com", ".cognitiveservices.azure.com", ".services.ai.azure.com"];
    private readonly string _base;
    private readonly string _query;
    private readonly string? _apiVersion;

    public OpenAIAddress(BackendInstance instance)
    {
        var address = instance.BaseUrl;
        var path = address.AbsolutePath.TrimEnd('/');
        path = path.EndsWith("/chat/completions", StringComparison.Ordinal) ? path[..^"/chat/completions".Length] : path;
        var azureHost = AzureHosts.Any(host => address.IdnHost.EndsWith(host, StringComparison.OrdinalIgnoreCase));
        _apiVersion = instance.ApiVersion ?? (azureHost && !path.EndsWith("/v1", StringComparison.Ordinal) ? DefaultApiVersion : null);
        IsAzure = azureHost || _apiVersion is not null;
        if (_apiVersion is null)
        {
            path = path.Length == 0 ? "/v1" : path;
        }
        else if (!path.Contains("/openai", StringComparison.Ordinal))
        {
            path += "/openai";
        }

        _base = address.GetLeftPart(UriPartial.Authority) + path;
        // Written in the address, the version stands there already.
        _query = address.Query.TrimStart('?');
        if (_apiVersion is not null && !_query.Contains("api-version=", StringComparison.OrdinalIgnoreCase))
        {
            _query += $"{(_query.Length > 0 ? "&" : "")}api-version={Uri.EscapeDataString(_apiVersion)}";
        }
    }

    /// <summary>Whether the key goes into <c>api-key</c>.</summary>
    public bool IsAzure { get; }

    /// <summary>The address of an operation such as <c>chat/completions</c> on a model.</summary>
    public Uri For(string operation, string? model = null)
    {
        var deployment = _apiVersion is null || model is null || _base.Contains("/deployments/", StringComparison.Ordinal) ? "" : $"deployments/{Uri.EscapeDataString(model)}/";
        return new Uri($"{_base}/{deployment}{operation}{(_query.Length > 0 ? "?" + _query : "")}");
    }

    /// <summary>An address of the server's own, beside OpenAI's.</summary>
    public Uri Own(string path) => new((_base.EndsWith("/v1", StringComparison.Ordinal) ? _base[..^3] : _base) + path);
}
