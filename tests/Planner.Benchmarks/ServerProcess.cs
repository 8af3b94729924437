using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Planner.Benchmarks;

/// <summary>A server in a process of its own, ended with what it belongs to.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private ServerProcess(Process process, IPEndPoint address) => (Process, Address) = (process, address);

    public Process Process { get; }

    public IPEndPoint Address { get; }

    /// <summary>What it has in memory now, in MiB.</summary>
    public double MemoryMiB
    {
        get
        {
            Process.Refresh();
            return Process.WorkingSet64 / 1048576.0;
        }
    }

    /// <summary>Starts this program again as the server that arguments name.</summary>
    public static Task<ServerProcess> StartSelfAsync(string mode) =>
        StartAsync(address => Of("dotnet", [typeof(ServerProcess).Assembly.Location, mode, $"http://{address}"]));

    /// <summary>Starts <c>planner serve</c>, without limits for a single caller.</summary>
    /// <param name="home">Its <c>PLANNER_HOME</c>.</param>
    /// <param name="settings">What else is set.</param>
    public static Task<ServerProcess> StartPlannerAsync(string home, params IEnumerable<string> settings) => StartAsync(address =>
    {
        string[] all = ["Planner:Server:RequestsPerMinute=1000000", "Planner:Server:CallsAtOnce=100000", .. settings];
        var start = Of("dotnet", [PlannerDll, "serve", "--urls", $"http://{address}", .. all.SelectMany(setting => (string[])["--set", setting])]);
        start.Environment["PLANNER_HOME"] = home;
        return start;
    });

    /// <summary>Runs <c>planner</c> to its end.</summary>
    public static async Task RunPlannerAsync(string home, params IEnumerable<string> arguments)
    {
        var start = Of("dotnet", [PlannerDll, .. arguments]);
        start.Environment["PLANNER_HOME"] = home;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"planner {string.Join(' ', arguments)} ended with {process.ExitCode}: {await output}{error}");
        }
    }

    /// <summary>Starts a server and waits until it takes connections.</summary>
    public static async Task<ServerProcess> StartAsync(Func<IPEndPoint, ProcessStartInfo> start)
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var address = (IPEndPoint)free.LocalEndpoint;
        free.Stop();
        var process = Process.Start(start(address))!;
        _ = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(address);
                return new ServerProcess(process, address);
            }
            catch (SocketException) when (!process.HasExited && Stopwatch.GetElapsedTime(began) < Patience)
            {
                await Task.Delay(50);
            }
            catch (SocketException)
            {
                process.Kill(entireProcessTree: true);
                throw new InvalidOperationException($"{process.StartInfo.FileName} {string.Join(' ', process.StartInfo.ArgumentList)} does not listen: {await error}");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!Process.HasExited)
        {
            Process.Kill(entireProcessTree: true);
        }

        await Process.WaitForExitAsync();
        Process.Dispose();
    }

    internal static ProcessStartInfo Of(string program, IEnumerable<string> arguments) =>
        new(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };

    private static string PlannerDll => Path.Combine(AppContext.BaseDirectory, "planner.dll");
}
