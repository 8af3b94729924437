using System.Text.Unicode;
using Planner.Values;

namespace Planner.Artifacts;

/// <summary>Media types: sniffed from bytes; a name only decides between kinds of text and of zip.</summary>
public static class MediaTypes
{
    /// <summary>How many leading bytes <see cref="Sniff"/> looks at.</summary>
    public const int SniffLength = 4096;

    /// <summary>What is neither known nor text.</summary>
    public const string Unknown = "application/octet-stream";

    /// <summary>A word processor's document (.docx): text, once unpacked.</summary>
    public const string WordDocument = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <summary>A spreadsheet (.xlsx): a table, once unpacked.</summary>
    public const string Spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    // Ending and media type; the first ending of a type is the one that new files get.
    private static readonly (string Extension, string MediaType)[] Known =
    [
        (".png", "image/png"), (".jpg", "image/jpeg"), (".jpeg", "image/jpeg"), (".gif", "image/gif"), (".webp", "image/webp"),
        (".bmp", "image/bmp"), (".tif", "image/tiff"), (".tiff", "image/tiff"), (".svg", "image/svg+xml"), (".heic", "image/heic"),
        (".wav", "audio/wav"), (".mp3", "audio/mpeg"), (".ogg", "audio/ogg"), (".oga", "audio/ogg"), (".opus", "audio/ogg"),
        (".flac", "audio/flac"), (".m4a", "audio/mp4"), (".aac", "audio/aac"), (".mp4", "video/mp4"), (".m4v", "video/mp4"),
        (".mov", "video/quicktime"), (".webm", "video/webm"), (".mkv", "video/x-matroska"), (".avi", "video/x-msvideo"),
        (".pdf", "application/pdf"), (".docx", WordDocument), (".xlsx", Spreadsheet), (".csv", "text/csv"), (".tsv", "text/tab-separated-values"),
        (".tab", "text/tab-separated-values"), (".txt", "text/plain"), (".text", "text/plain"), (".md", "text/markdown"),
        (".html", "text/html"), (".htm", "text/html"), (".json", "application/json"), (".jsonl", "application/json"), (".glb", "model/gltf-binary"),
    ];

    /// <summary>The media type that a name's ending stands for, or null.</summary>
    public static string? FromName(string name)
    {
        var extension = Path.GetExtension(name);
        return Known.FirstOrDefault(pair => pair.Extension.Equals(extension, StringComparison.OrdinalIgnoreCase)).MediaType;
    }

    /// <summary>The usual ending of a media type, with its dot, or null.</summary>
    public static string? Extension(string mediaType) => Known.FirstOrDefault(pair => pair.MediaType == mediaType).Extension;

    /// <summary>The modality of a media type; text for anything that reads as text.</summary>
    public static Modality ModalityOf(string mediaType)
    {
        ArgumentNullException.ThrowIfNull(mediaType);
        return mediaType switch
        {
            "text/csv" or "text/tab-separated-values" or Spreadsheet => Modality.Table,
            "application/pdf" => Modality.Document,
            "application/json" or WordDocument => Modality.Text,
            _ => mediaType[..Math.Max(mediaType.IndexOf('/'), 0)] switch
            {
                "image" => Modality.Image,
                "audio" => Modality.Audio,
                "video" => Modality.Video,
                "model" => Modality.Model3D,
                "text" => Modality.Text,
                _ => Modality.Unknown,
            },
        };
    }

    /// <summary>Says what bytes are by their first <see cref="SniffLength"/>.</summary>
    /// <param name="head">The beginning of the content.</param>
    /// <param name="name">The file's name: tells CSV from prose, and a document from another zip.</param>
    public static string Sniff(ReadOnlySpan<byte> head, string name)
    {
        head = head[..Math.Min(head.Length, SniffLength)];
        return FromMagic(head, name) ?? FromText(head, name) ?? Unknown;
    }

    private static string? FromMagic(ReadOnlySpan<byte> head, string name)
    {
        return head switch
        {
            [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => "image/png",
            [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
            [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => "image/gif",
            [(byte)'B', (byte)'M', _, _, _, _, 0, 0, 0, 0, ..] => "image/bmp",
            [(byte)'I', (byte)'I', 42, 0, ..] or [(byte)'M', (byte)'M', 0, 42, ..] => "image/tiff",
            [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..] => "application/pdf",
            [(byte)'f', (byte)'L', (byte)'a', (byte)'C', ..] => "audio/flac",
            [(byte)'O', (byte)'g', (byte)'g', (byte)'S', ..] => "audio/ogg",
            [(byte)'I', (byte)'D', (byte)'3', ..] => "audio/mpeg",
            [0xFF, 0xF1 or 0xF9, ..] => "audio/aac",
            [0xFF, 0xFB or 0xF3 or 0xF2 or 0xFA, ..] => "audio/mpeg",
            [(byte)'g', (byte)'l', (byte)'T', (byte)'F', ..] => "model/gltf-binary",
            [0x1A, 0x45, 0xDF, 0xA3, ..] => head.IndexOf("webm"u8) >= 0 ? "video/webm" : "video/x-matroska",
            [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, .. var kind] when kind.StartsWith("WAVE"u8) => "audio/wav",
            [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, .. var kind] when kind.StartsWith("WEBP"u8) => "image/webp",
            [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, .. var kind] when kind.StartsWith("AVI "u8) => "video/x-msvideo",
            [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', .. var brand] => FromBrand(brand),
            // Which office format a zip is stands in its directory at the end; the name is believed where it fits a zip.
            [(byte)'P', (byte)'K', 3, 4, ..] => FromName(name) is WordDocument or Spreadsheet ? FromName(name) : "application/zip",
            _ => null,
        };
    }

    // ISO base media: the major brand says what is inside.
    private static string FromBrand(ReadOnlySpan<byte> brand) =>
        brand.StartsWith("M4A"u8) ? "audio/mp4"
        : brand.StartsWith("heic"u8) || brand.StartsWith("mif1"u8) ? "image/heic"
        : brand.StartsWith("avif"u8) ? "image/avif"
        : brand.StartsWith("qt"u8) ? "video/quicktime"
        : "video/mp4";

    private static string? FromText(ReadOnlySpan<byte> head, string name)
    {
        var utf16 = head is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];
        if (!utf16 && (head.Contains((byte)0) || !IsUtf8(head)))
        {
            return null;
        }

        if (FromName(name) is { } named && (named.StartsWith("text/", StringComparison.Ordinal) || named is "application/json" or "image/svg+xml"))
        {
            return named;
        }

        var start = head.IndexOfAnyExcept(" \t\r\n\uFEFF"u8) is var first and >= 0 ? head[first..] : [];
        return start.StartsWith("<svg"u8) ? "image/svg+xml"
            : start.StartsWith("<!DOCTYPE html"u8) || start.StartsWith("<html"u8) ? "text/html"
            : "text/plain";
    }

    private static bool IsUtf8(ReadOnlySpan<byte> head)
    {
        // A character may be cut in two where the sniffing ends.
        for (var cut = 0; cut < Math.Min(4, head.Length); cut++)
        {
            if (Utf8.IsValid(head[..^cut]))
            {
                return head.Length == SniffLength || cut == 0;
            }
        }

        return false;
    }
}
