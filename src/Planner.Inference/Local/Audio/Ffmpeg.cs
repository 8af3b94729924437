using Planner.Inference.Local.Instructions;

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

    /// <summary>Whether an engine that stands on ffmpeg can do what an instruction says.</summary>
    public static Runnability CanRun<T>(string engine, InstructionReading<T> reading, string abilities) =>
        Missing().Count > 0 ? NotInstalled
        : reading.IsClear ? Runnability.Yes(Program)
        : Runnability.No($"{engine} {reading.Problem}", abilities);

    /// <summary>What <c>doctor</c> says of an engine that stands on ffmpeg.</summary>
    /// <param name="engine">Its id.</param>
    /// <param name="detail">What to say when all is there.</param>
    public static EngineStatus Status(string engine, string detail = Program)
    {
        var missing = Missing();
        return new EngineStatus(engine, missing.Count == 0, missing.Count == 0 ? detail : NotInstalled.Reason, [Program], missing);
    }

    /// <summary>The answer where ffmpeg is missing.</summary>
    public static Runnability NotInstalled { get; } = Runnability.No("ffmpeg is not installed", $"apt-get install -y {Program}");

    /// <summary>What is missing here.</summary>
    public static IReadOnlyList<string> Missing() =>
        Programs.ProgramFinder.Find(Program) is null || Programs.ProgramFinder.Find(Probe) is null ? [Program] : [];
}
