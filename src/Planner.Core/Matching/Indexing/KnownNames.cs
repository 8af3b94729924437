using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using Planner.Catalog;
using Planner.Text;

namespace Planner.Matching.Indexing;

/// <summary>
/// What the names in cards stand for: <c>model-catalog/names.json</c> says of well-known data sets and families of models what they are about, so that "receipts"
/// finds a card that only says <c>cord-v2</c>, and "phone calls" one that says <c>switchboard</c>. General knowledge, by hand; names that are ordinary words are left out.
/// </summary>
internal sealed class KnownNames
{
    // "something something", "stable diffusion", "scene parse 150": no name has more parts.
    private const int MostParts = 3;

    private readonly FrozenDictionary<string, string> _meanings;

    private KnownNames(IReadOnlyDictionary<string, string> meanings)
    {
        _meanings = meanings
            .DistinctBy(pair => Bare(pair.Key), StringComparer.Ordinal)
            .ToFrozenDictionary(pair => Bare(pair.Key), pair => pair.Value, StringComparer.Ordinal);
        Stamp = meanings.Aggregate(0UL, (stamp, pair) => StableHash.Of(pair.Value, StableHash.Of(pair.Key, stamp)));
    }

    /// <summary>The shipped ones; none when the file is missing.</summary>
    public static KnownNames Shipped { get; } = Load(Path.Combine(global::Planner.Shipped.Find(CatalogOptions.ShippedFolder), "names.json"));

    /// <summary>Changes with the names and what they stand for.</summary>
    public ulong Stamp { get; }

    /// <summary>What the names in some texts stand for, each name once.</summary>
    public string MeaningsIn(params ReadOnlySpan<string> texts)
    {
        HashSet<string>? found = null;
        var lookup = _meanings.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> joined = stackalloc char[64];
        Span<int> starts = stackalloc int[MostParts];
        foreach (var text in texts)
        {
            // The last parts of the text, run together, and where in it each begins.
            var (length, parts) = (0, 0);
            for (var i = 0; i < text.Length;)
            {
                if (!char.IsAsciiLetterOrDigit(text[i]))
                {
                    i++;
                    continue;
                }

                var end = i + 1;
                while (end < text.Length && char.IsAsciiLetterOrDigit(text[end]))
                {
                    end++;
                }

                if (parts == MostParts)
                {
                    var first = starts[1];
                    joined[first..length].CopyTo(joined);
                    (starts[0], starts[1], length, parts) = (0, starts[2] - first, length - first, MostParts - 1);
                }

                if (end - i > joined.Length - length)
                {
                    (length, parts) = (0, 0);
                }

                if (end - i <= joined.Length)
                {
                    starts[parts++] = length;
                    text.AsSpan(i, end - i).ToLowerInvariant(joined[length..]);
                    length += end - i;
                    for (var part = 0; part < parts; part++)
                    {
                        if (lookup.TryGetValue(joined[starts[part]..length], out var meaning))
                        {
                            (found ??= new HashSet<string>(StringComparer.Ordinal)).Add(meaning);
                        }
                    }
                }

                i = end;
            }
        }

        return found is null ? "" : string.Join(' ', found);
    }

    private static KnownNames Load(string path)
    {
        try
        {
            return new KnownNames(JsonSerializer.Deserialize(File.ReadAllBytes(path), IndexJson.Default.DictionaryStringString) ?? []);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            // Cards are found by their own words then.
            return new KnownNames(new Dictionary<string, string>());
        }
    }

    private static string Bare(string name)
    {
        var bare = new StringBuilder(name.Length);
        foreach (var c in name.Where(char.IsAsciiLetterOrDigit))
        {
            bare.Append(char.ToLowerInvariant(c));
        }

        return bare.ToString();
    }
}
