using Planner.Inference.Local.Programs;

namespace Planner.Cli.Engines;

/// <summary>How a sound can be played here.</summary>
internal static class SoundPlayer
{
    private static readonly (string Program, string Options)[] Known =
        [("afplay", ""), ("paplay", ""), ("pw-play", ""), ("aplay", "-q "), ("mpv", ""), ("ffplay", "-nodisp -autoexit -loglevel error "), ("play", "-q ")];

    /// <summary>A sentence that says how.</summary>
    public static string HowTo(string path)
    {
        var (program, options) = Known.FirstOrDefault(player => ProgramFinder.Find(player.Program) is not null);
        return program is null ? $"Play it with any audio player: {path}" : $"Play it: {program} {options}{Quote(path)}";
    }

    private static string Quote(string path) =>
        path.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '-' or '_') ? path : $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
