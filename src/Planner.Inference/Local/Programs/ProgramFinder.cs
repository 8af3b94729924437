namespace Planner.Inference.Local.Programs;

/// <summary>Looks for programs in PATH without starting them.</summary>
public static class ProgramFinder
{
    /// <summary>Full path of the first program of that name, or null.</summary>
    /// <param name="name">The name, without <c>.exe</c>.</param>
    public static string? Find(string name)
    {
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            var path = Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name);
            if (IsExecutable(path))
            {
                return path;
            }
        }

        return null;
    }

    private static bool IsExecutable(string path)
    {
        const UnixFileMode execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & execute) != 0);
    }
}
