using System.Text.Json;
using System.Text.Json.Nodes;

namespace Planner.ScriptedServer;

/// <summary>Plans that real models wrote for TaskBench requests, as they came; read from <c>../shared/eval</c>.</summary>
public static class RawPlans
{
    /// <summary>The requests and what the model replied to each; empty when the file is not there.</summary>
    /// <param name="file">Another file; null: <c>../shared/eval/llm-plans/dev.jsonl</c> beside the checkout.</param>
    public static IReadOnlyList<(string Request, string Reply)> Read(string? file = null)
    {
        file ??= Find();
        return file is null ? [] : [.. File.ReadLines(file).Where(line => line.Length > 0).Select(Parse)];
    }

    // Members that the data set added; the rest is the reply.
    private static (string Request, string Reply) Parse(string line)
    {
        var json = JsonNode.Parse(line)!.AsObject();
        var request = json["user_request"]!.GetValue<string>();
        foreach (var added in new[] { "id", "user_request", "controller" })
        {
            json.Remove(added);
        }

        return (request, json.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "shared", "eval", "llm-plans", "dev.jsonl");
            if (File.Exists(file))
            {
                return file;
            }
        }

        return null;
    }
}
