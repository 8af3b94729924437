using System.Globalization;

namespace Planner.Benchmarks.Catalog;

/// <summary>Figures that one process prints for another: a name and a number a line.</summary>
internal static class Measured
{
    public static void Print(string name, double value) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {value:0.###}"));

    /// <summary>What this process has in memory now, or has had at most (<c>VmRSS</c>, <c>VmHWM</c>), in MiB.</summary>
    public static double Memory(string line) =>
        File.ReadLines("/proc/self/status").Where(text => text.StartsWith(line, StringComparison.Ordinal))
            .Select(text => double.Parse(text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024)
            .FirstOrDefault();

    public static double Disk(string folder) => Directory.EnumerateFiles(folder).Sum(path => new FileInfo(path).Length) / 1048576.0;
}
