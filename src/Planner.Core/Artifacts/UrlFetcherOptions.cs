using System.ComponentModel.DataAnnotations;

namespace Planner.Artifacts;

/// <summary>What may be fetched by address. Configuration section <c>Planner:Fetch</c>.</summary>
public sealed class UrlFetcherOptions
{
    /// <summary>
    /// Hosts, by name or address as the URL writes it, that may lie on this machine or in a private network. Everything else must be public.
    /// </summary>
    public IReadOnlyList<string> PrivateHosts { get; set; } = [];

    /// <summary>The largest file fetched, in bytes.</summary>
    [Range(1, long.MaxValue)]
    public long MaxBytes { get; set; } = 64L * 1024 * 1024;

    /// <summary>The longest that a fetch may take, redirects and body included, in seconds.</summary>
    [Range(1, 3600)]
    public double Seconds { get; set; } = 60;

    /// <summary>How many redirects are followed.</summary>
    [Range(0, 20)]
    public int MaxRedirects { get; set; } = 5;
}
