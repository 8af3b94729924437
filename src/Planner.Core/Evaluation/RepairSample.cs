using System.Text.Json;
using System.Text.Json.Nodes;

namespace Planner.Evaluation;

/// <summary>A plan as a controller wrote it, with the request that it is for.</summary>
/// <param name="Id">Its id in the file.</param>
/// <param name="Request">The request.</param>
/// <param name="Reply">What the controller wrote.</param>
public sealed record RepairSample(string Id, string Request, string Reply)
{
    /// <summary>
    /// Reads a file of JSON lines: <c>id</c>, <c>request</c> or <c>user_request</c>, and the plan: a string <c>reply</c>, or the plan's own
    /// members (<c>task_nodes, task_links</c> or <c>steps</c>) in the line itself.
    /// </summary>
    /// <exception cref="FormatException">A line is not such a sample.</exception>
    public static IReadOnlyList<RepairSample> Load(string path)
    {
        var samples = new List<RepairSample>();
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            try
            {
                samples.Add(Read(JsonNode.Parse(line)!.AsObject(), line));
            }
            catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
            {
                throw new FormatException($"'{path}' line {number} is no plan with its request: {exception.Message} A sample has request and reply, or task_nodes.", exception);
            }
        }

        return samples;
    }

    private static RepairSample Read(JsonObject json, string line)
    {
        var request = (json["user_request"] ?? json["request"])?.GetValue<string>() ?? throw new InvalidOperationException("\"request\" is missing.");
        return new RepairSample(json["id"]?.ToString() ?? "", request, json["reply"]?.GetValue<string>() ?? Plan(json) ?? line);
    }

    // Only the plan: what else the line has, such as the request, is not the controller's.
    private static string? Plan(JsonObject json)
    {
        var plan = new JsonObject(json.Where(pair => pair.Key is "task_nodes" or "task_links" or "steps" or "version")
            .Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));
        return plan.Count > 0 ? plan.ToJsonString() : null;
    }
}
