namespace Planner.Text;

/// <summary>
/// 64-bit hashes that are the same in every process: FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/) over UTF-16 units, mixed at the end as
/// in MurmurHash3. Among a million terms a collision is a matter of one in ten million.
/// </summary>
internal static class StableHash
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <summary>The hash of a text, letter case counting.</summary>
    public static ulong Of(ReadOnlySpan<char> text, ulong seed = 0)
    {
        var hash = Offset ^ seed;
        foreach (var unit in text)
        {
            hash = (hash ^ unit) * Prime;
        }

        return Mix(hash);
    }

    /// <summary>The hash of an id, whose letter case does not count.</summary>
    public static ulong OfId(string id) => Of(id.ToLowerInvariant());

    private static ulong Mix(ulong hash)
    {
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
        hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
        return hash ^ (hash >> 33);
    }
}
