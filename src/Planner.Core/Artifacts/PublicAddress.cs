using System.Net;
using System.Net.Sockets;

namespace Planner.Artifacts;

/// <summary>Tells addresses of the public Internet from those that lie inside: of this machine, its networks and its cloud's services.</summary>
internal static class PublicAddress
{
    // IANA's special-purpose registries (RFC 6890 and its updates). 169.254.0.0/16 and fd00:ec2::/32 hold the metadata services of clouds.
    private static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24",
            "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/128", "::1/128", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(IPNetwork.Parse),
    ];

    /// <summary>Whether the address is one of the public Internet.</summary>
    public static bool Is(IPAddress address)
    {
        var plain = Unwrapped(address);
        return !Array.Exists(Special, network => network.Contains(plain));
    }

    // An IPv4 address inside an IPv6 one: mapped (::ffff:a.b.c.d), compatible (::a.b.c.d), 6to4 (2002::/16), NAT64 (64:ff9b::/96).
    private static IPAddress Unwrapped(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        var bytes = address.GetAddressBytes();
        return bytes switch
        {
            [0x20, 0x02, ..] => new IPAddress(bytes.AsSpan(2, 4)),
            [0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0, ..] => new IPAddress(bytes.AsSpan(12, 4)),
            [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ..] when bytes.AsSpan(12, 3).ContainsAnyExcept((byte)0) => new IPAddress(bytes.AsSpan(12, 4)),
            _ => address,
        };
    }
}
