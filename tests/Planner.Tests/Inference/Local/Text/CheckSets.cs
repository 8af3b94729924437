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
}
