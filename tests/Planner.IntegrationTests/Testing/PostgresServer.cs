using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Planner.IntegrationTests.Testing;

/// <summary>A PostgreSQL server of the tests' own, in a folder that goes with it. Skips where PostgreSQL is not installed.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"planner-pg-{Guid.NewGuid():N}");
    private string? _bin;

    /// <summary>Its port on loopback.</summary>
    public int Port { get; private set; }

    /// <summary>Why it does not run; null when it does.</summary>
    public string? Missing { get; private set; }

    /// <summary>A connection as a superuser.</summary>
    public string Superuser => $"Host=127.0.0.1;Port={Port};Username=planner;Database=postgres";

    /// <summary>Skips the test when there is no server.</summary>
    public void SkipIfMissing() => Assert.SkipWhen(Missing is not null, Missing ?? "");

    public async ValueTask InitializeAsync()
    {
        _bin = Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).Where(bin => File.Exists(Path.Combine(bin, "initdb"))).Order().LastOrDefault()
            : null;
        if (_bin is null)
        {
            Missing = "PostgreSQL is not installed: apt-get install postgresql.";
            return;
        }

        // PostgreSQL refuses to run as root; its package brings a user for it.
        Directory.CreateDirectory(_folder);
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", "postgres", _folder);
        }

        Port = FreePort();
        var data = Path.Combine(_folder, "data");
        var made = await AsOwnerAsync("initdb", "-D", data, "-U", "planner", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        var started = made.Code == 0
            ? await AsOwnerAsync("pg_ctl", "-D", data, "-s", "-w", "-l", Path.Combine(_folder, "log"), "-o", $"-p {Port} -k {_folder} -c listen_addresses=127.0.0.1 -c fsync=off", "start")
            : made;
        Missing = started.Code == 0 ? null : $"PostgreSQL could not be started: {started.Text}";
    }

    public async ValueTask DisposeAsync()
    {
        if (_bin is not null && Missing is null)
        {
            await AsOwnerAsync("pg_ctl", "-D", Path.Combine(_folder, "data"), "-m", "immediate", "stop");
        }

        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private Task<(int Code, string Text)> AsOwnerAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(_bin!, program);
        return Environment.IsPrivilegedProcess ? RunAsync("runuser", ["-u", "postgres", "--", path, .. arguments]) : RunAsync(path, arguments);
    }

    private static async Task<(int Code, string Text)> RunAsync(string program, params string[] arguments)
    {
        // The server keeps the pipes of who starts it: its output goes to its log, ours is not waited for.
        var starts = arguments.Contains("start");
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = !starts, RedirectStandardError = !starts, WorkingDirectory = "/" })!;
        var output = starts ? Task.FromResult("") : process.StandardOutput.ReadToEndAsync();
        var error = starts ? Task.FromResult("") : process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
