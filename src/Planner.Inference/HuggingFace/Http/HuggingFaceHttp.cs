using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;

namespace Planner.Inference.HuggingFace.Http;

/// <summary>
/// Sends requests with the token where it may go. Redirects are followed by hand, for GET only, so that the token is decided anew for each
/// address.
/// </summary>
internal sealed class HuggingFaceHttp : IDisposable
{
    private const int MaxRedirects = 5;
    private static readonly ProductInfoHeaderValue Product = new("planner", typeof(HuggingFaceHttp).Assembly.GetName().Version?.ToString(3) ?? "0");
    private readonly Keys _keys;
    private readonly string? _billTo;
    private readonly HttpClient _client;

    public HuggingFaceHttp(Keys keys, IOptions<HuggingFaceOptions> options)
    {
        _keys = keys;
        _billTo = options.Value.BillTo;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectTimeout = TimeSpan.FromSeconds(15),
        };

        // Limits of time are the callers': a step's, a lookup's.
        _client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Sends one request; the reply's body is not read yet.</summary>
    /// <exception cref="HttpRequestException">The address can't be reached.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, Uri address, Func<HttpContent?> content, IReadOnlyList<(string Name, string Value)> headers, CancellationToken cancellationToken)
    {
        for (var redirects = 0; ; redirects++)
        {
            using var request = new HttpRequestMessage(method, address) { Content = content() };
            request.Headers.UserAgent.Add(Product);
            foreach (var (name, value) in headers)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }

            if (_keys.For(address) is { } key)
            {
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
                if (_billTo is { Length: > 0 } payer)
                {
                    request.Headers.TryAddWithoutValidation("X-HF-Bill-To", payer);
                }
            }

            var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (method != HttpMethod.Get || redirects == MaxRedirects || Target(response, address) is not { } target)
            {
                return response;
            }

            response.Dispose();
            address = target;
        }
    }

    /// <summary>A GET.</summary>
    public Task<HttpResponseMessage> GetAsync(Uri address, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, address, () => null, [], cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private static Uri? Target(HttpResponseMessage response, Uri from) =>
        response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect
            or HttpStatusCode.PermanentRedirect
        && response.Headers.Location is { } location
        && new Uri(from, location) is { Scheme: "http" or "https" } target
        && (target.Scheme == Uri.UriSchemeHttps || from.Scheme == Uri.UriSchemeHttp)
            ? target
            : null;
}
