using Planner.Inference.Local.Programs;

namespace Planner.Inference.Local.Images;

/// <summary>ImageMagick as it is safe to call: by formats that are named, never guessed, under a policy of our own.</summary>
internal static class ImageMagick
{
    /// <summary>The Debian package that it comes in.</summary>
    public const string Package = "imagemagick";

    // What a stranger's file could ask for beyond pixels is off: scripts (MSL, MVG, SVG), other programs, files read by name (@, TEXT, CAPTION).
    private const string Policy =
        """
        <policymap>
          <policy domain="delegate" rights="none" pattern="*"/>
          <policy domain="coder" rights="none" pattern="*"/>
          <policy domain="coder" rights="read|write" pattern="{PNG,JPEG,GIF,WEBP,BMP,TIFF,PGM,RGBA,INFO,XC}"/>
          <policy domain="path" rights="none" pattern="@*"/>
        </policymap>
        """;

    // On Windows, convert is another program.
    private static readonly string[] s_names = OperatingSystem.IsWindows() ? ["magick"] : ["magick", "convert-im6.q16", "convert"];

    /// <summary>The program's name here, or null.</summary>
    public static string? Program => s_names.FirstOrDefault(name => ProgramFinder.Find(name) is not null);

    /// <summary>
    /// ImageMagick's name of a media type, to be put before a path with a colon: it keeps ImageMagick from guessing the format from what a
    /// stranger put into the file. Null for what is not read.
    /// </summary>
    public static string? Format(string mediaType) => mediaType switch
    {
        "image/png" => "png",
        "image/jpeg" => "jpeg",
        "image/gif" => "gif",
        "image/webp" => "webp",
        "image/bmp" => "bmp",
        "image/tiff" => "tiff",
        _ => null,
    };

    /// <summary>A call that works in a folder, where the policy is put.</summary>
    /// <exception cref="EngineException">ImageMagick is not installed.</exception>
    public static async Task<ProgramCall> CallAsync(ScratchFolder folder, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(folder.File("policy.xml"), Policy, cancellationToken);
        return new ProgramCall(Program ?? "magick", arguments)
        {
            Folder = folder,
            Environment = new Dictionary<string, string> { ["MAGICK_CONFIGURE_PATH"] = folder.Path, ["MAGICK_THREAD_LIMIT"] = "1" },
        };
    }

    /// <summary>Text as ImageMagick draws it letter for letter: <c>%</c>, <c>\</c> and a leading <c>@</c> would be commands to it.</summary>
    public static string Literal(string text)
    {
        var escaped = text.Replace("\0", "", StringComparison.Ordinal).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "%%", StringComparison.Ordinal);
        return escaped.StartsWith('@') ? "\\" + escaped : escaped;
    }
}
