using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using Planner.Cli.Views;
using Planner.Inference;
using Planner.Inference.Local.Programs;

namespace Planner.Cli.Engines;

/// <summary>Installs the Debian packages that local engines stand on.</summary>
internal sealed class EngineInstaller(CliContext context)
{
    private const int ShownLines = 20;

    private static readonly string[] Update = ["-qq", "-o", "DPkg::Lock::Timeout=120", "update"];
    private static readonly string[] Install =
        ["-qq", "-o", "DPkg::Lock::Timeout=120", "-o", "Dpkg::Use-Pty=0", "install", "-y", "--no-install-recommends"];

    /// <summary>Whether it may be done here and now: Debian's tools are there and this is root.</summary>
    public static bool CanInstall => Environment.IsPrivilegedProcess && HasAptGet;

    private static bool HasAptGet => !OperatingSystem.IsWindows() && ProgramFinder.Find("apt-get") is not null;

    /// <summary>The packages that are missing, each once.</summary>
    public static IReadOnlyList<string> Missing(IEnumerable<EngineStatus> engines) =>
        [.. engines.SelectMany(engine => engine.Missing).Distinct(StringComparer.Ordinal)];

    /// <summary>The one command that installs packages.</summary>
    public static string CommandFor(IEnumerable<string> packages)
    {
        var sudo = Environment.IsPrivilegedProcess ? "" : "sudo ";
        return $"{sudo}apt-get update && {sudo}apt-get install -y --no-install-recommends {string.Join(' ', packages)}";
    }

    /// <summary>Why it may not be done here, and the command that does it.</summary>
    public static string HowTo(IEnumerable<string> packages) =>
        $"{(HasAptGet ? "Only root may install them" : "There is no apt-get here; elsewhere they may have other names. On Debian and Ubuntu")}:\n  {CommandFor(packages)}";

    /// <summary>Runs that command. Its output, hundreds of lines, is shown only when it fails.</summary>
    /// <returns>Whether it succeeded.</returns>
    public async Task<bool> InstallAsync(IReadOnlyList<string> packages, CancellationToken cancellationToken)
    {
        var output = new ConcurrentQueue<string>();
        // One broken source of many fails the update and seldom matters: whether packages can be had is for the install to say.
        await RunAsync(Update, output, cancellationToken);
        if (await RunAsync([.. Install, .. packages], output, cancellationToken))
        {
            return true;
        }

        foreach (var line in output.TakeLast(ShownLines))
        {
            await context.Error.WriteLineAsync($"  {TerminalText.OneLine(line)}");
        }

        return false;
    }

    private static async Task<bool> RunAsync(IReadOnlyList<string> arguments, ConcurrentQueue<string> output, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("apt-get", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DEBIAN_FRONTEND"] = "noninteractive";
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            await using var kill = cancellationToken.Register(() => process.Kill(entireProcessTree: true));
            await Task.WhenAll(CopyAsync(process.StandardOutput, output), CopyAsync(process.StandardError, output));
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0;
        }
        catch (Win32Exception exception)
        {
            output.Enqueue($"apt-get can't be started: {exception.Message}");
            return false;
        }
    }

    private static async Task CopyAsync(StreamReader from, ConcurrentQueue<string> output)
    {
        while (await from.ReadLineAsync() is { } line)
        {
            output.Enqueue(line);
        }
    }
}
