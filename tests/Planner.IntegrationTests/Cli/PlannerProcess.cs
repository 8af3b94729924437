using System.Diagnostics;
using System.Text;

namespace Planner.IntegrationTests.Cli;

/// <summary>The built program as a process of its own, with a home of its own.</summary>
internal sealed class PlannerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("planner-process-");

    public string Folder => _folder.FullName;

    /// <summary>Variables that the program gets besides those of the tests.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>Runs a command to its end.</summary>
    public async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        using var process = Start([], args);
        return await EndAsync(process, null);
    }

    /// <summary>Starts a command that goes on until it is disposed of, and waits for a line of standard error with that text.</summary>
    public async Task<(IDisposable Running, string Line)> BeginAsync(string when, params string[] args)
    {
        var process = Start([], args);
        try
        {
            _ = process.StandardOutput.ReadToEndAsync();
            while (await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience) is { } line)
            {
                if (line.Contains(when, StringComparison.Ordinal))
                {
                    _ = process.StandardError.ReadToEndAsync();
                    return (new Running(process), line);
                }
            }

            throw new InvalidOperationException($"planner {string.Join(' ', args)} ended without '{when}'.");
        }
        catch
        {
            new Running(process).Dispose();
            throw;
        }
    }

    /// <summary>Runs a command, and interrupts it as Ctrl-C does once standard error has a line with that text.</summary>
    public async Task<(int Code, string Output, string Error)> InterruptAsync(string when, params string[] args)
    {
        // What a script starts in the background ignores Ctrl-C, and so does all that it starts; .NET leaves it so.
        string[] heeding = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT"] : [];
        using var process = Start(heeding, args);
        return await EndAsync(process, when);
    }

    /// <summary>Runs a command and kills it (SIGKILL) once the task is done; false when it ended before.</summary>
    public async Task<bool> KillAsync(Task when, params string[] args)
    {
        using var process = Start([], args);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var ended = process.WaitForExitAsync();
        var killed = await Task.WhenAny(when, ended).WaitAsync(Patience) == when;
        process.Kill();
        await Task.WhenAll(ended, output, error);
        return killed;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>The program as it was built: beside the tests lies a copy without what their web server brings along.</summary>
    public static string Dll { get; } = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "../../../../../src/Planner.Cli/bin", Path.GetRelativePath(Path.Combine(AppContext.BaseDirectory, "../.."), AppContext.BaseDirectory), "planner.dll"));

    private sealed class Running(Process process) : IDisposable
    {
        public void Dispose()
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            process.Dispose();
        }
    }

    private Process Start(string[] before, string[] args)
    {
        string[] command = [.. before, "dotnet", Dll, .. args];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment["PLANNER_HOME"] = Path.Combine(Folder, "home");
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    private static async Task<(int Code, string Output, string Error)> EndAsync(Process process, string? interruptAt)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var error = new StringBuilder();
            while (await process.StandardError.ReadLineAsync(patience.Token) is { } line)
            {
                error.AppendLine(line);
                if (interruptAt is not null && line.Contains(interruptAt, StringComparison.Ordinal))
                {
                    // A minimal Debian has no program kill; every shell has the command.
                    using var kill = Process.Start("sh", ["-c", $"kill -INT {process.Id}"]);
                    await kill.WaitForExitAsync(patience.Token);
                    interruptAt = null;
                }
            }

            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, await output, error.ToString());
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
