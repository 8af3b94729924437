namespace Planner.Inference.Local.Audio;

/// <summary>ffmpeg as it is safe to call: local files only, and none of the formats that are lists of other files.</summary>
internal static class Ffmpeg
{
    /// <summary>The program, and the Debian package that it comes in.</summary>
    public const string Program = "ffmpeg";

    /// <summary>What looks at files; in the same package.</summary>
    public const string Probe = "ffprobe";

    /// <summary>
    /// The arguments up to and with an input. Formats are named: among all that ffmpeg knows are playlists and scripts, which a stranger's
    /// file could turn out to be.
    /// </summary>
    public static string[] Input(string path) => [.. Guard, "-i", "file:" + path];

    /// <summary>Arguments before any input.</summary>
    public static string[] Guard =>
    [
        "-v", "error", "-protocol_whitelist", "file,pipe", "-format_whitelist", "wav,w64,mp3,ogg,flac,aac,mov,mp4,m4a,matroska,webm,avi",
    ];

    /// <summary>What is missing here.</summary>
    public static IReadOnlyList<string> Missing() =>
        Programs.ProgramFinder.Find(Program) is null || Programs.ProgramFinder.Find(Probe) is null ? [Program] : [];
}
