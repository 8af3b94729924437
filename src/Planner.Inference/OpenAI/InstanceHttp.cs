using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Planner.Chat;
using Planner.Routing;

namespace Planner.Inference.OpenAI;

/// <summary>
/// Makes the HTTP client of an instance. Redirects are never followed, since the key would go along. What is on this machine or the local network is
/// called directly even when the environment names a proxy: the proxy would be farther away than the instance may be.
/// </summary>
internal static class InstanceHttp
{
    /// <summary>Makes it.</summary>
    /// <exception cref="EndpointException">The file of certificates can't be read.</exception>
    public static HttpClient Create(BackendInstance instance)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = TimeSpan.FromSeconds(instance.Limits.ConnectSeconds),
            // Addresses change; so do the certificates behind them.
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            UseProxy = instance.Proxy is not null || instance.Distance == Egress.Cloud,
        };
        if (instance.Proxy is { } proxy)
        {
            handler.Proxy = new WebProxy(proxy);
        }

        if (instance.CaFile is { } file)
        {
            handler.SslOptions.RemoteCertificateValidationCallback = Trusting(file);
        }

        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    private static RemoteCertificateValidationCallback Trusting(string file)
    {
        var own = new X509Certificate2Collection();
        try
        {
            own.ImportFromPemFile(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or System.Security.Cryptography.CryptographicException)
        {
            throw new EndpointException(ChatErrorKind.Unreachable, $"The certificates in '{file}' can't be used: {exception.Message} Name a file with certificates in PEM.", exception);
        }

        return (_, certificate, chain, errors) =>
        {
            if (errors == SslPolicyErrors.None)
            {
                return true;
            }

            // Only who signed it may be unknown to the system; its name must be right all the same.
            if (errors != SslPolicyErrors.RemoteCertificateChainErrors || certificate is null || chain is null)
            {
                return false;
            }

            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            chain.ChainPolicy.CustomTrustStore.AddRange(own);
            return chain.Build(new X509Certificate2(certificate));
        };
    }
}
