using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Planner.IntegrationTests.Server;

/// <summary>The third-party clients of tests/clients, as pinned in its lock file, installed once into a cache outside the tree.</summary>
internal static class NodeClients
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly SemaphoreSlim Installing = new(1);

    /// <summary>Runs a script with JSON on its standard input.</summary>
    /// <returns>What it printed.</returns>
    public static async Task<JsonArray> CallAsync(string script, JsonObject input)
    {
        var folder = await InstallAsync();
        var (code, output, error) = await RunAsync(folder, "node", [script], input.ToJsonString());
        code.ShouldBe(0, error);
        return JsonNode.Parse(output)!.AsArray();
    }

    /// <summary>The result of a call, which must have been one.</summary>
    public static JsonNode Result(this JsonNode? call) => call?["result"] ?? throw new InvalidOperationException($"The client failed: {call?["error"]}");

    /// <summary>Installs them, unless they are there.</summary>
    /// <returns>The folder with the scripts of tests/clients and all that they import.</returns>
    public static async Task<string> InstallAsync([CallerFilePath] string here = "")
    {
        var source = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "clients"));
        if (!await IsThereAsync("node") || !await IsThereAsync("npm"))
        {
            Assert.Skip("node and npm are not installed: apt-get install -y nodejs npm");
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(source, "package-lock.json"))))[..12];
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } set ? set : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        var folder = Path.Combine(cache, "planner-test-clients", hash);
        await Installing.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            Directory.CreateDirectory(folder);
            foreach (var file in Directory.EnumerateFiles(source))
            {
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
            }

            var done = Path.Combine(folder, ".installed");
            if (!File.Exists(done))
            {
                var (code, _, error) = await RunAsync(folder, "npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"], "");
                if (code != 0)
                {
                    Assert.Skip($"npm ci of tests/clients failed (no package registry?): {error.Split('\n').FirstOrDefault(line => line.Contains("error", StringComparison.Ordinal))}");
                }

                await File.WriteAllTextAsync(done, "");
            }

            return folder;
        }
        finally
        {
            Installing.Release();
        }
    }

    private static async Task<bool> IsThereAsync(string program)
    {
        try
        {
            return (await RunAsync(Path.GetTempPath(), program, ["--version"], "")).Code == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(string folder, string program, string[] args, string input)
    {
        using var process = Process.Start(new ProcessStartInfo(program, args)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var error = process.StandardError.ReadToEndAsync(patience.Token);
            await process.StandardInput.WriteAsync(input.AsMemory(), patience.Token);
            process.StandardInput.Close();
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, await output, await error);
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
