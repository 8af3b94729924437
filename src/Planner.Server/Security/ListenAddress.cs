using System.Net;

namespace Planner.Server.Security;

/// <summary>An address that the server listens on.</summary>
/// <param name="Host">A name, an address, or a wildcard.</param>
/// <param name="IsLoopback">Whether only this machine can reach it.</param>
internal sealed record ListenAddress(string Host, bool IsLoopback)
{
    /// <summary>Reads what <c>--urls</c> says.</summary>
    /// <exception cref="ServerException">It is malformed.</exception>
    public static IReadOnlyList<ListenAddress> ParseAll(string urls)
    {
        var parts = (urls ?? "").Split([';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts.Length == 0
            ? throw new ServerException("No address to listen on. Name one, as in --urls http://127.0.0.1:8080")
            : [.. parts.Select(Parse)];
    }

    private static ListenAddress Parse(string url)
    {
        // Kestrel's wildcards are no valid hosts of a URI.
        var plain = url.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal);
        if (!Uri.TryCreate(plain, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || address.AbsolutePath != "/")
        {
            throw new ServerException($"'{url}' is no address to listen on. Write it as http://127.0.0.1:8080");
        }

        var host = address.Host.Trim('[', ']');
        return new ListenAddress(host, host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip)));
    }
}
