using System.Net;
using System.Net.Sockets;

namespace Planner.Routing;

/// <summary>
/// How far away an address is, by its host alone: loopback is this machine; private addresses (RFC 1918, RFC 4193, link-local) and names under
/// <c>.local</c>, <c>.lan</c>, <c>.home.arpa</c> and <c>.internal</c> are the local network; all else may be anywhere. No name is resolved: what a
/// name leads to can change between the question and the call.
/// </summary>
public static class EgressRule
{
    private static readonly string[] LocalNames = [".local", ".lan", ".home.arpa", ".internal"];

    /// <summary>How far away the address is.</summary>
    public static Egress Of(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.IsLoopback || address.IdnHost.Equals("localhost", StringComparison.OrdinalIgnoreCase))
        {
            return Egress.Machine;
        }

        var host = address.IdnHost.Trim('[', ']').TrimEnd('.');
        return IPAddress.TryParse(host, out var ip) ? Of(ip)
            : LocalNames.Any(name => host.EndsWith(name, StringComparison.OrdinalIgnoreCase)) ? Egress.Lan
            : Egress.Cloud;
    }

    private static Egress Of(IPAddress ip)
    {
        ip = ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip;
        return IPAddress.IsLoopback(ip) ? Egress.Machine : IsPrivate(ip) ? Egress.Lan : Egress.Cloud;
    }

    private static bool IsPrivate(IPAddress ip) => ip.AddressFamily == AddressFamily.InterNetworkV6
        ? ip.IsIPv6LinkLocal || ip.IsIPv6UniqueLocal
        : ip.GetAddressBytes() is [10, ..] or [172, >= 16 and <= 31, ..] or [192, 168, ..] or [169, 254, ..];
}
