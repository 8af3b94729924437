using System.Text.RegularExpressions;

namespace Planner.Tests;

/// <summary>Rules of the house that no analyzer knows.</summary>
public sealed partial class SourceRulesTests
{
    [Fact]
    public void Sources_EveryWait_IsOnTheClockThatComesIn()
    {
        var root = AppContext.BaseDirectory[..AppContext.BaseDirectory.IndexOf("/tests/", StringComparison.Ordinal)];
        var offences = Directory.EnumerateFiles(Path.Combine(root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && Path.GetFileName(file) is not ("WriteLock.cs" or "FileLock.cs"))
            .SelectMany(file => File.ReadLines(file).Select((line, index) => (file, line, index)))
            .Where(place => Wait().IsMatch(place.line) && !place.line.Contains("clock", StringComparison.OrdinalIgnoreCase))
            .Select(place => $"{Path.GetRelativePath(root, place.file)}:{place.index + 1} {place.line.Trim()}");

        offences.ShouldBeEmpty();
    }

    // Waits without a TimeProvider: a polling loop would be built on one of these. (WriteLock and FileLock wait for a lock on a file, which nothing announces.)
    [GeneratedRegex(@"Task\.Delay\(|Thread\.Sleep\(|new PeriodicTimer\(|SpinWait")]
    private static partial Regex Wait();
}
