using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Planner.Artifacts;

/// <summary>
/// Fetches what a request names by address, and lets nobody reach inside with it: HTTP and HTTPS only; the address is checked when the
/// connection is made, so that a name which resolves differently the second time gains nothing; every redirect is checked like the first
/// address; size and time are limited; the content is what its bytes say, whatever the server calls it. No proxy, no cookies, no credentials.
/// </summary>
public sealed class UrlFetcher : IDisposable
{
    private readonly UrlFetcherOptions _options;
    private readonly ArtifactStore _store;
    private readonly TimeProvider _clock;
    private readonly HttpClient _client;

    /// <summary>Makes a fetcher that stores what it fetches.</summary>
    public UrlFetcher(IOptions<UrlFetcherOptions> options, ArtifactStore store, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_options, _store, _clock) = (options.Value, store, clock);
        _client = new HttpClient(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseProxy = false,
                UseCookies = false,
                MaxResponseHeadersLength = 32,
                ConnectCallback = ConnectAsync,

                // A pooled connection was checked for the name that it was made for, at that time only.
                PooledConnectionLifetime = TimeSpan.Zero,
            })
        { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Fetches a file into the store.</summary>
    /// <param name="url">The address.</param>
    /// <param name="name">The name that the file is to have; null: what the server or the address calls it.</param>
    /// <param name="cancellationToken">Stops it; nothing is kept then.</param>
    /// <exception cref="ArtifactException">The address may not be reached, nothing usable is there, or it is too large or slow.</exception>
    public async Task<Artifact> FetchAsync(string url, string? name, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address))
        {
            throw new ArtifactException($"'{Shorten(url)}' is no URL. Write it whole, as in https://example.org/page.png.");
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(_options.Seconds), _clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            for (var redirects = 0; ; redirects++)
            {
                Check(address);
                using var request = new HttpRequestMessage(HttpMethod.Get, address);
                using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop.Token);
                if (!IsRedirect(response))
                {
                    return await StoreAsync(response, address, name, stop.Token);
                }

                if (redirects >= _options.MaxRedirects)
                {
                    throw new ArtifactException($"'{Shorten(url)}' redirects more than {_options.MaxRedirects} times. Give the address where the file is.");
                }

                address = new Uri(address, response.Headers.Location!);
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ArtifactException(FormattableString.Invariant(
                $"'{Shorten(url)}' took longer than {_options.Seconds:0.###} s. Send the file itself, or raise Planner:Fetch:Seconds."));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw (exception.InnerException as ArtifactException)
                ?? new ArtifactException($"'{Shorten(url)}' can't be fetched: {exception.Message} Check the address, or send the file itself.", exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<Artifact> StoreAsync(HttpResponseMessage response, Uri address, string? name, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode)
        {
            throw new ArtifactException($"'{Shorten(address.ToString())}' answered {(int)response.StatusCode}. Check the address, or send the file itself.");
        }

        var given = name ?? response.Content.Headers.ContentDisposition?.FileNameStar ?? response.Content.Headers.ContentDisposition?.FileName?.Trim('"')
            ?? Uri.UnescapeDataString(address.Segments[^1]).Trim('/');
        await using var content = new LimitedStream(await response.Content.ReadAsStreamAsync(cancellationToken), _options.MaxBytes, Shorten(address.ToString()));
        return await _store.PutAsync(content, given.Length == 0 ? address.Host : given, cancellationToken);
    }

    private static bool IsRedirect(HttpResponseMessage response) =>
        response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect
            or HttpStatusCode.PermanentRedirect && response.Headers.Location is not null;

    private static void Check(Uri address)
    {
        if (address.Scheme is not ("http" or "https"))
        {
            throw new ArtifactException($"'{Shorten(address.ToString())}' is no web address; only http and https are fetched. Send the file itself.");
        }

        if (address.UserInfo.Length > 0)
        {
            throw new ArtifactException($"The address on '{address.Host}' has a user name or password in it. Send the file itself.");
        }
    }

    // The address that was checked is the one that is connected to: no second look-up lies between.
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var host = context.DnsEndPoint.Host;
        var addresses = await Dns.GetHostAddressesAsync(host, cancellationToken);
        var inside = _options.PrivateHosts.Contains(host, StringComparer.OrdinalIgnoreCase);
        var allowed = addresses.Where(address => inside || PublicAddress.Is(address)).ToArray();
        if (allowed.Length == 0)
        {
            throw new ArtifactException(
                $"'{host}' is an address inside this machine or its networks, and requests may not reach there. Send the file itself, or have it allowed in Planner:Fetch:PrivateHosts.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static string Shorten(string url) => url.Length <= 120 ? url : url[..119] + "…";
}
