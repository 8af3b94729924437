using System.ComponentModel;
using System.Diagnostics;
using Planner.Cli.Views;
using Planner.Inference;

namespace Planner.Cli.Engines;

/// <summary>Installs the Debian packages that local engines stand on.</summary>
internal sealed class EngineInstaller(CliContext context)
{
    private static readonly string[] Update = ["-qq", "-o", "DPkg::Lock::Timeout=120", "update"];
    private static readonly string[] Install =
        ["-qq", "-o", "DPkg::Lock::Timeout=120", "-o", "Dpkg::Use-Pty=0", "install", "-y", "--no-install-recommends"];

    /// <summary>Whether it may be done here and now: Debian's tools are there and this is root.</summary>
    public static bool CanInstall => Environment.IsPrivilegedProcess && HasAptGet;

    private static bool HasAptGet => !OperatingSystem.IsWindows() && PathSearch.Find("apt-get") is not null;

    /// <summary>The packages that are missing, each once.</summary>
    public static IReadOnlyList<string> Missing(IEnumerable<EngineStatus> engines) =>
        [.. engines.SelectMany(engine => engine.Missing).Distinct(StringComparer.Ordinal)];

    /// <summary>The one command that installs packages.</summary>
    public static string CommandFor(IEnumerable<string> packages)
    {
        var sudo = Environment.IsPrivilegedProcess ? "" : "sudo ";
        return $"{sudo}apt-get update && {sudo}apt-get install -y --no-install-recommends {string.Join(' ', packages)}";
    }

    /// <summary>Runs that command; its output goes to standard error.</summary>
    /// <returns>Whether it succeeded.</returns>
    public async Task<bool> InstallAsync(IReadOnlyList<string> packages, CancellationToken cancellationToken) =>
        await RunAsync(Update, cancellationToken) && await RunAsync([.. Install, .. packages], cancellationToken);

    private async Task<bool> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("apt-get", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DEBIAN_FRONTEND"] = "noninteractive";
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            await using var kill = cancellationToken.Register(() => process.Kill(entireProcessTree: true));
            await Task.WhenAll(CopyAsync(process.StandardOutput), CopyAsync(process.StandardError));
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0;
        }
        catch (Win32Exception exception)
        {
            await context.Error.WriteLineAsync($"apt-get can't be started: {exception.Message}");
            return false;
        }
    }

    private async Task CopyAsync(StreamReader from)
    {
        while (await from.ReadLineAsync() is { } line)
        {
            lock (context.Error)
            {
                context.Error.WriteLine($"  {TerminalText.OneLine(line)}");
            }
        }
    }
}
