using System.Buffers.Text;

namespace Planner.Artifacts;

/// <summary>Files that come inside JSON: data URLs, and base64 as it is.</summary>
public static class InlineFiles
{
    private const string Scheme = "data:";
    private const string Base64 = ";base64";

    // Shorter texts may be words that happen to be base64 as well.
    private const int Least = 64;

    /// <summary>Whether the text is a data URL.</summary>
    public static bool IsDataUrl(string text) => text?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Takes the file of a data URL, or of plain base64, into the store. What it is, its bytes say.</summary>
    /// <exception cref="ArtifactException">It is neither.</exception>
    public static async Task<Artifact> StoreAsync(ArtifactStore store, string text, string? name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(text);
        var mediaType = "";
        ReadOnlyMemory<char> content = text.AsMemory();
        if (IsDataUrl(text))
        {
            var comma = text.IndexOf(',', StringComparison.Ordinal);
            if (comma < 0 || !text.AsSpan(0, comma).EndsWith(Base64, StringComparison.OrdinalIgnoreCase))
            {
                throw new ArtifactException("A data URL is not of the form data:TYPE;base64,DATA. Encode the file in base64.");
            }

            mediaType = text[Scheme.Length..(comma - Base64.Length)];
            content = content[(comma + 1)..];
        }

        using var bytes = new MemoryStream(Decode(content.Span), writable: false);
        return await store.PutAsync(bytes, name ?? "file" + (MediaTypes.Extension(mediaType) ?? ""), cancellationToken);
    }

    /// <summary>Whether the text is base64 and nothing that people write.</summary>
    public static bool IsBase64(string text) => text?.Length >= Least && (Base64Url.IsValid(text.AsSpan()) || System.Buffers.Text.Base64.IsValid(text.AsSpan()));

    private static byte[] Decode(ReadOnlySpan<char> text)
    {
        try
        {
            return text.ContainsAny('-', '_') ? Base64Url.DecodeFromChars(text) : Convert.FromBase64String(text.ToString());
        }
        catch (FormatException)
        {
            throw new ArtifactException("A file inside the JSON is no valid base64. Encode the whole file in base64.");
        }
    }
}
