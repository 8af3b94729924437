using System.Net;
using System.Net.Sockets;

namespace Planner.Routing;

/// <summary>How far an address is away.</summary>
public static class Distance
{
    /// <summary>
    /// Loopback is this machine; a private or link-local address (RFC 1918, RFC 3927, RFC 4193, RFC 4291) and a name without a dot or under
    /// <c>.local</c>, <c>.lan</c> or <c>.internal</c> is the local network; anything else is the cloud. Names are not looked up.
    /// </summary>
    /// <param name="host">A name or an IP address, in brackets or not.</param>
    public static Egress Of(string host)
    {
        ArgumentNullException.ThrowIfNull(host);
        var name = host.Trim('[', ']').TrimEnd('.');
        if (IPAddress.TryParse(name, out var address))
        {
            return Of(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);
        }

        return name.Equals("localhost", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase) ? Egress.Machine
            : !name.Contains('.', StringComparison.Ordinal) || IsLocalName(name) ? Egress.Lan
            : Egress.Cloud;
    }

    private static Egress Of(IPAddress address)
    {
        if (IPAddress.IsLoopback(address))
        {
            return Egress.Machine;
        }

        var isPrivate = address.AddressFamily == AddressFamily.InterNetwork
            ? address.GetAddressBytes() is [10, ..] or [192, 168, ..] or [172, >= 16 and < 32, ..] or [169, 254, ..]
            : address.IsIPv6LinkLocal || address.IsIPv6UniqueLocal;
        return isPrivate ? Egress.Lan : Egress.Cloud;
    }

    private static bool IsLocalName(string name) =>
        name.EndsWith(".local", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".lan", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".internal", StringComparison.OrdinalIgnoreCase);
}
