using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Planner.Benchmarks;

/// <summary>What is measured beside Planner and is written for Node, installed once into the ignored folder <c>artifacts</c>.</summary>
internal static class NodePackages
{
    /// <summary>Installs packages, unless they are there.</summary>
    /// <param name="name">The folder's name.</param>
    /// <param name="overrides">Versions of what the packages themselves need, as npm's <c>overrides</c>; null: the newest that they allow.</param>
    /// <param name="packages">The packages with their versions.</param>
    /// <returns>The folder that has them.</returns>
    /// <exception cref="InvalidOperationException">There is no npm, or it could not install them.</exception>
    public static async Task<string> InstallAsync(string name, JsonObject? overrides, params IReadOnlyList<string> packages)
    {
        var folder = Path.Combine(Root(), "artifacts", "benchmarks", name);
        var done = Path.Combine(folder, ".installed");
        var package = new JsonObject { ["private"] = true, ["overrides"] = overrides }.ToJsonString();
        var wanted = string.Join(' ', [.. packages, package]);
        if (File.Exists(done) && await File.ReadAllTextAsync(done) == wanted)
        {
            return folder;
        }

        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "package.json"), package);
        using var npm = Process.Start(new ProcessStartInfo("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts", .. packages])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        })!;
        await npm.StandardOutput.ReadToEndAsync();
        await npm.WaitForExitAsync();
        if (npm.ExitCode != 0)
        {
            throw new InvalidOperationException($"npm could not install {string.Join(' ', packages)} into {folder}. It said why above.");
        }

        await File.WriteAllTextAsync(done, wanted);
        return folder;
    }

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
