using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Planner.Inference.HuggingFace.Http;
using Planner.Routing;

namespace Planner.Inference.HuggingFace.Hub;

/// <summary>Asks the Hub's API. What may pass (429, 5xx, the network) is tried again, after as long as the Hub says; all else is a <see cref="HubException"/>.</summary>
internal sealed partial class HubClient(HuggingFaceHttp http, IOptions<HuggingFaceOptions> options, TimeProvider clock, Random chance)
{
    private const long MostBytes = 64 * 1024 * 1024;
    private const long MostCardBytes = 1024 * 1024;
    private readonly Uri _hub = new(options.Value.HubUrl.TrimEnd('/') + "/");

    /// <summary>The Hub's address, for messages.</summary>
    public Uri Address => _hub;

    /// <summary>The first page of a list.</summary>
    public Uri First(HubQuery query) => new(_hub, query.Path);

    /// <summary>A page of a list.</summary>
    /// <exception cref="HubException">It could not be had, or is no list of models.</exception>
    public async Task<HubPage> PageAsync(Uri address, CancellationToken cancellationToken)
    {
        using var response = await GetAsync(address, options.Value.HubRetries, cancellationToken);
        using var json = await JsonAsync(response, address, cancellationToken);
        if (json.RootElement.ValueKind != JsonValueKind.Array)
        {
            throw Malformed(address, "is JSON but no list of models");
        }

        return new HubPage([.. json.RootElement.EnumerateArray().Select(HubModel.Read).OfType<HubModel>()], Next(response, address));
    }

    /// <summary>One model.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="retries">How often to try again.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="HubException">It could not be had; see <see cref="HubException.IsGone"/>.</exception>
    public async Task<HubModel> ModelAsync(string id, int retries, CancellationToken cancellationToken)
    {
        var address = new Uri(_hub, $"api/models/{Id(id)}?{string.Join('&', HubQuery.Expanded.Select(field => $"expand[]={field}"))}");
        using var response = await GetAsync(address, retries, cancellationToken);
        using var json = await JsonAsync(response, address, cancellationToken);
        return HubModel.Read(json.RootElement) ?? throw Malformed(address, "is no description of a model");
    }

    /// <summary>The text of a model's card; null when it has none or one too long.</summary>
    /// <exception cref="HubException">It could not be had.</exception>
    public async Task<string?> CardAsync(string id, CancellationToken cancellationToken)
    {
        var address = new Uri(_hub, $"{Id(id)}/resolve/main/README.md");
        try
        {
            using var response = await GetAsync(address, options.Value.HubRetries, cancellationToken);
            return await BoundedBody.ReadAsync(response.Content, MostCardBytes, cancellationToken) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;
        }
        catch (HubException exception) when (exception.Status is 401 or 403 or 404 or 410)
        {
            // No card, or one that only those with access may read.
            return null;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw Unreachable(address, exception);
        }
    }

    /// <summary>Who the token belongs to.</summary>
    /// <exception cref="HubException">The Hub refused it or can't be reached.</exception>
    public async Task<string> WhoAmIAsync(CancellationToken cancellationToken)
    {
        var address = new Uri(_hub, "api/whoami-v2");
        using var response = await GetAsync(address, 0, cancellationToken);
        using var json = await JsonAsync(response, address, cancellationToken);
        return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("name", out var name) ? name.ToString() : throw Malformed(address, "names no user");
    }

    private async Task<HttpResponseMessage> GetAsync(Uri address, int retries, CancellationToken cancellationToken)
    {
        for (var tries = 0; ; tries++)
        {
            double? wait = null;
            HubException failure;
            try
            {
                var response = await http.GetAsync(address, cancellationToken);
                if (response.IsSuccessStatusCode)
                {
                    return response;
                }

                using (response)
                {
                    wait = ErrorReply.RetryAfter(response);
                    failure = Failure(response.StatusCode, address, wait);
                }
            }
            catch (HttpRequestException exception)
            {
                failure = Unreachable(address, exception);
            }

            var passes = failure.Status is null or 429 or >= 500 && !(wait > options.Value.MaxRateLimitSeconds);
            if (!passes || tries >= retries)
            {
                throw failure;
            }

            await Task.Delay(TimeSpan.FromSeconds(wait ?? Backoff(tries)), clock, cancellationToken);
        }
    }

    private static async Task<JsonDocument> JsonAsync(HttpResponseMessage response, Uri address, CancellationToken cancellationToken)
    {
        try
        {
            var bytes = await BoundedBody.ReadAsync(response.Content, MostBytes, cancellationToken) ?? throw Malformed(address, $"is longer than {MostBytes:N0} bytes");
            return JsonDocument.Parse(bytes);
        }
        catch (JsonException exception)
        {
            throw Malformed(address, $"is not JSON ({response.Content.Headers.ContentType?.MediaType ?? "no media type"}, byte {exception.BytePositionInLine})");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw Unreachable(address, exception);
        }
    }

    // Link: <https://…>; rel="next". Only the Hub's own address is followed, since it gets the token.
    private Uri? Next(HttpResponseMessage response, Uri address)
    {
        if (!response.Headers.TryGetValues("Link", out var links) || NextLink().Match(string.Join(',', links)) is not { Success: true } match)
        {
            return null;
        }

        var next = new Uri(address, match.Groups[1].Value);
        return next.Host == _hub.Host && next.Port == _hub.Port && next.Scheme == _hub.Scheme
            ? next
            : throw new HubException($"{address.Host} names {next.Host} for its next page, which is another host. Correct Planner:HuggingFace:HubUrl.");
    }

    private static HubException Failure(HttpStatusCode status, Uri address, double? wait) => new((int)status switch
    {
        401 => $"{address.Host} refused the token (401). Set HF_TOKEN to a valid token from https://huggingface.co/settings/tokens, or unset it: public models need none.",
        403 => $"{address.Host} does not allow {address.AbsolutePath} with this token (403). Use a token with read access.",
        404 or 410 => $"{address} does not exist ({(int)status}). Check the model's id and Planner:HuggingFace:HubUrl.",
        429 => $"{address.Host} is asked too often (429){(wait is { } seconds ? $"; it wants {seconds:0} s of rest" : "")}. Go on later with the same command; with HF_TOKEN set the limits are higher.",
        >= 300 and < 400 => $"{address} leads elsewhere without end, or to where it is not followed ({(int)status}). Correct Planner:HuggingFace:HubUrl.",
        >= 500 => $"{address.Host} has trouble ({(int)status}). Go on later with the same command.",
        var other => $"{address} answered {other}. Check Planner:HuggingFace:HubUrl.",
    })
    { Status = (int)status };

    private static HubException Unreachable(Uri address, Exception exception) =>
        new($"{address.GetLeftPart(UriPartial.Authority)} can't be reached: {exception.Message} Check the network, the proxy (HTTPS_PROXY) and Planner:HuggingFace:HubUrl.", exception);

    private static HubException Malformed(Uri address, string what) =>
        new($"What {address.GetLeftPart(UriPartial.Path)} answered {what}. Check that Planner:HuggingFace:HubUrl is a Hub and not a proxy's or a login page.");

    private static string Id(string id) =>
        ModelId().IsMatch(id) && !id.Contains("..", StringComparison.Ordinal) ? id : throw new HubException($"'{id}' is no id of a model on the Hub. Write it as org/name.") { Status = 400 };

    // From half a second on, doubled, with jitter.
#pragma warning disable CA5394 // Jitter needs no secrecy.
    private double Backoff(int tries) => Math.Pow(2, tries - 1) * (0.5 + chance.NextDouble());
#pragma warning restore CA5394

    [GeneratedRegex("""<([^>]+)>\s*;\s*rel="?next"?""")]
    private static partial Regex NextLink();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9._-]+)?$")]
    private static partial Regex ModelId();
}
