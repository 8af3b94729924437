using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.Options;

namespace Planner.Inference.Local.Programs;

/// <summary>
/// The one place that starts programs. Arguments are a list and no shell reads them; the environment is small; time and output are
/// limited; each call has a folder of its own. However a call ends, the program and all that it started have ended when it returns.
/// </summary>
internal sealed class ProcessRunner(IOptions<LocalEngineOptions> options, TimeProvider clock) : IDisposable
{
    private const int ErrorTailBytes = 4096;

    // What a program may need to find its own files; everything else of ours, keys included, stays here.
    private static readonly string[] s_passedOn = ["PATH", "TESSDATA_PREFIX", "ESPEAK_DATA_PATH", "APERTIUM_DATADIR", "SYSTEMROOT"];

    // How long a killed program's pipes may stay open: only something that left the process group could hold them.
    private static readonly TimeSpan s_lastWords = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _places = new(options.Value.MaxPrograms);

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; everything that was started has ended.</exception>
    public async Task<ProgramResult> RunAsync(ProgramCall call, CancellationToken cancellationToken)
    {
        if (ProgramFinder.Find(call.Program) is not { } path)
        {
            return new ProgramResult(call.Program, ProgramOutcome.NotFound);
        }

        await _places.WaitAsync(cancellationToken);
        try
        {
            using var own = call.Folder is null ? ScratchFolder.Create() : null;
            return await StartAsync(call, path, (call.Folder ?? own!).Path, cancellationToken);
        }
        finally
        {
            _places.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _places.Dispose();

    private async Task<ProgramResult> StartAsync(ProgramCall call, string path, string folder, CancellationToken cancellationToken)
    {
        var timeLimit = call.TimeLimit ?? TimeSpan.FromSeconds(options.Value.ProgramSeconds);
        // setsid makes the program the leader of a session and so of a process group, which can be killed as one; it replaces itself by
        // the program, so the process id is the program's.
        var setsid = OperatingSystem.IsWindows() ? null : ProgramFinder.Find("setsid");
        using var process = new Process { StartInfo = StartInfo(call, setsid, path, folder) };
        using var tooLong = new CancellationTokenSource(timeLimit, clock);
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            process.Start();
        }
        catch (Win32Exception exception)
        {
            return new ProgramResult(call.Program, ProgramOutcome.NotStarted) { ErrorTail = exception.Message };
        }

        var tooLarge = false;
        void Kill() => ProcessTree.Kill(process, setsid is not null);

        using var onCancel = cancellationToken.Register(Kill);
        using var onTimeLimit = tooLong.Token.Register(Kill);
        var input = WriteAsync(process.StandardInput.BaseStream, call.Input);
        var output = ReadAsync(process.StandardOutput.BaseStream, call.OutputLimit ?? options.Value.MaxOutputBytes, () =>
        {
            tooLarge = true;
            Kill();
        });
        var errors = ReadTailAsync(process.StandardError.BaseStream);

        await process.WaitForExitAsync(CancellationToken.None);
        // What it left behind in the background would hold the pipes open.
        ProcessTree.KillGroup(process, setsid is not null);
        await Task.WhenAny(Task.WhenAll(input, output, errors), Task.Delay(s_lastWords, clock, CancellationToken.None));

        cancellationToken.ThrowIfCancellationRequested();
        return new ProgramResult(call.Program, Outcome(tooLarge, tooLong.IsCancellationRequested))
        {
            ExitCode = process.ExitCode,
            Output = output.IsCompletedSuccessfully ? output.Result : [],
            ErrorTail = errors.IsCompletedSuccessfully ? errors.Result : "",
            TimeLimit = timeLimit,
        };
    }

    private static ProgramOutcome Outcome(bool tooLarge, bool tooLong) =>
        tooLarge ? ProgramOutcome.OutputTooLarge : tooLong ? ProgramOutcome.TimedOut : ProgramOutcome.Exited;

    private static ProcessStartInfo StartInfo(ProgramCall call, string? setsid, string path, string folder)
    {
        var start = new ProcessStartInfo(setsid ?? path)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
            WorkingDirectory = folder,
        };
        if (setsid is not null)
        {
            start.ArgumentList.Add(path);
        }

        foreach (var argument in call.Arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment.Clear();
        foreach (var name in s_passedOn)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
            {
                start.Environment[name] = value;
            }
        }

        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment["HOME"] = start.Environment["TMPDIR"] = folder;
        foreach (var (name, value) in call.Environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private static async Task WriteAsync(Stream stream, ReadOnlyMemory<byte> input)
    {
        try
        {
            await using (stream)
            {
                await stream.WriteAsync(input);
            }
        }
        catch (IOException)
        {
            // It ended, or closed its input, before it had read all: its exit code tells.
        }
    }

    private static async Task<byte[]> ReadAsync(Stream stream, long limit, Action onTooLarge)
    {
        using var content = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer)) > 0)
        {
            if (content.Length + read > limit)
            {
                onTooLarge();
                return [];
            }

            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }

    private static async Task<string> ReadTailAsync(Stream stream)
    {
        var tail = new byte[2 * ErrorTailBytes];
        var length = 0;
        int read;
        while ((read = await stream.ReadAsync(tail.AsMemory(length))) > 0)
        {
            length += read;
            if (length > ErrorTailBytes)
            {
                tail.AsSpan(length - ErrorTailBytes, ErrorTailBytes).CopyTo(tail);
                length = ErrorTailBytes;
            }
        }

        return Encoding.UTF8.GetString(tail, 0, length);
    }
}
