using System.Diagnostics;

namespace Planner.Tests.Storage;

/// <summary>A second process: this test assembly, running one of its explicit tests.</summary>
internal static class ChildProcess
{
    /// <summary>The line that a child says to its parent begins with this; the test runner's own lines don't.</summary>
    private const string Mark = "@@ ";

    public static Process Start(string explicitTest, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Planner.Tests"), ["-explicit", "only", "-noColor", "-method", explicitTest])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.BeginErrorReadLine();

        // A test that is given up leaves no child behind.
        TestContext.Current.CancellationToken.Register(process.Kill);
        return process;
    }

    /// <summary>What the child says, until it is gone.</summary>
    public static async IAsyncEnumerable<string> LinesAsync(this Process process)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(Mark, StringComparison.Ordinal))
            {
                yield return line[Mark.Length..];
            }
        }
    }

    /// <summary>In the child: says something to its parent.</summary>
    public static void Say(string line) => Console.Out.WriteLine(Mark + line);
}
