using System.Diagnostics;

namespace Planner.Routing;

/// <summary>Lets one of several processes change a file at a time.</summary>
internal static class FileLock
{
    /// <summary>Takes the lock; disposing the result gives it back, and so does the end of the process.</summary>
    /// <param name="path">The file that is to be changed; the lock is a file beside it, which stays.</param>
    /// <param name="patience">How long to wait for others. Changes take a millisecond.</param>
    /// <exception cref="IOException">It stayed taken, or the folder can't be written to.</exception>
    public static IDisposable Take(string path, TimeSpan patience)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var started = Stopwatch.GetTimestamp();
        var spin = default(SpinWait);
        while (true)
        {
            try
            {
                return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (Stopwatch.GetElapsedTime(started) < patience)
            {
                // The system tells nobody when a file is let go; SpinOnce sleeps a millisecond at a time after the first few rounds.
                spin.SpinOnce();
            }
        }
    }
}
