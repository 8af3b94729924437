using System.Diagnostics;
using System.Globalization;

namespace Planner.Benchmarks.Catalog;

/// <summary>Runs everything and prints one table.</summary>
internal static class CatalogTable
{
    private static readonly string[] Names =
    [
        "build_s", "build_cpu_s", "build_memory_mib", "update_ms", "disk_mib", "memory_mib", "open_ms", "first_search_ms",
        .. from kind in new[] { "task", "open" }
           from figure in new[] { "p50_ms", "p50_cpu_ms", "p95_ms", "p95_cpu_ms", "p99_ms", "p99_cpu_ms", "recall10" }
           select $"{kind}_{figure}",
    ];

    public static int Print(int[] sizes)
    {
        Console.WriteLine($"| | {string.Join(" | ", sizes.SelectMany(size => new[] { $"index {size:N0}", $"FTS5 {size:N0}" }))} |");
        Console.WriteLine($"|---|{string.Concat(sizes.Select(_ => "---:|---:|"))}");
        List<Dictionary<string, double>> columns = [];
        foreach (var size in sizes)
        {
            columns.Add(Run("index", size));
            columns.Add(Run("fts", size));
        }

        foreach (var name in Names)
        {
            Console.WriteLine($"| {name} | {string.Join(" | ", columns.Select(column => column.TryGetValue(name, out var value) ? value.ToString("0.##", CultureInfo.InvariantCulture) : "–"))} |");
        }

        return 0;
    }

    /// <summary>Prints what the store and the index that follows it take, and what searches and matches do.</summary>
    public static int PrintStore(int[] sizes)
    {
        foreach (var size in sizes)
        {
            Console.WriteLine($"| store | {size:N0} |\n|---|---:|");
            foreach (var (name, value) in Run("store", size))
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {value:0.##} |"));
            }
        }

        return 0;
    }

    private static Dictionary<string, double> Run(string kind, int size)
    {
        var folder = Directory.CreateTempSubdirectory("planner-benchmark-").FullName;
        try
        {
            var number = size.ToString(CultureInfo.InvariantCulture);
            return Figures([$"{kind}-build", number, folder]).Concat(Figures([$"{kind}-search", folder])).ToDictionary(StringComparer.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static List<KeyValuePair<string, double>> Figures(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(CatalogTable).Assembly.Location, .. arguments]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var figures = new List<KeyValuePair<string, double>>();
        while (process.StandardOutput.ReadLine() is { } line)
        {
            Console.Error.WriteLine($"{arguments[0]}: {line}");
            var parts = line.Split(' ');
            figures.Add(KeyValuePair.Create(parts[0], double.Parse(parts[1], CultureInfo.InvariantCulture)));
        }

        process.WaitForExit();
        return process.ExitCode == 0 ? figures : throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
