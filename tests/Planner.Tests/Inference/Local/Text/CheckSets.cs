using System.Text.Json;

namespace Planner.Tests.Inference.Local.Text;

/// <summary>Reads the labelled sets in tests/data.</summary>
internal static class CheckSets
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static List<T> Read<T>(string file)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Planner.sln")))
        {
            folder = folder.Parent;
        }

        var root = folder?.FullName ?? throw new FileNotFoundException($"No Planner.sln above '{AppContext.BaseDirectory}'; run the tests inside the repository.");
        return [.. File.ReadLines(Path.Combine(root, "tests", "data", file)).Where(l => l.Length > 0).Select(l => JsonSerializer.Deserialize<T>(l, Web)!)];
    }

    /// <summary>The share of the items of a language that are right, written to the output as a total.</summary>
    public static double Share<T>(this IEnumerable<T> items, string language, Func<T, bool> isRight, ITestOutputHelper output)
        where T : ICheckItem
    {
        var verdicts = items.Where(item => item.Lang == language).Select(item => (item.Held, Right: isRight(item))).ToArray();
        foreach (var part in verdicts.GroupBy(verdict => verdict.Held))
        {
            output.WriteLine($"{language}{(part.Key ? ", written after the engine" : "")}: {part.Count(verdict => verdict.Right)} of {part.Count()} right");
        }

        return verdicts.Count(verdict => verdict.Right) / (double)verdicts.Length;
    }

    /// <summary>The rank correlation of two series (Spearman 1904), ties at their mean rank.</summary>
    public static double Spearman(double[] first, double[] second)
    {
        var (left, right) = (Ranks(first), Ranks(second));
        var (meanLeft, meanRight) = (left.Average(), right.Average());
        var covariance = left.Zip(right, (l, r) => (l - meanLeft) * (r - meanRight)).Sum();
        return covariance / Math.Sqrt(left.Sum(l => (l - meanLeft) * (l - meanLeft)) * right.Sum(r => (r - meanRight) * (r - meanRight)));
    }

    private static double[] Ranks(double[] values) =>
        Array.ConvertAll(values, value => values.Count(other => other < value) + (values.Count(other => other == value) / 2.0));
}
