using System.Text.Json;
using System.Text.Json.Nodes;
using Planner.Routing;
using Planner.Serialization;

namespace Planner.Cli.Views;

/// <summary>An instance and its models.</summary>
internal static class InstanceView
{
    private const int MostModels = 20;

    /// <summary>A line for the instance and one for each model.</summary>
    public static IEnumerable<Line> Rows(BackendInstance instance, int width)
    {
        ArgumentNullException.ThrowIfNull(instance);
        var key = SecretReference.From(instance.Key) is { } reference ? $"key in {reference}" : "no key";
        yield return new Line().Add(instance.Name, StatusStyle.Strong).Pad(2).Add(instance.BaseUrl.ToString(), StatusStyle.Active).Pad(2)
            .Add($"egress {instance.Distance.ToString().ToLowerInvariant()}, {key}", StatusStyle.Dim);
        foreach (var model in instance.Models.Take(MostModels))
        {
            var line = new Line().Pad(2).Add(TerminalText.OneLine(model.Id)).Pad(2);
            yield return line.Add(
                Line.Fit($"{string.Join(", ", model.Tasks)}{(model.MaxTokens is { } tokens ? $"; {tokens} tokens" : "")}", Math.Max(width - line.Cells, 10)), StatusStyle.Dim);
        }

        if (instance.Models.Count > MostModels)
        {
            yield return new Line().Pad(2).Add($"and {instance.Models.Count - MostModels} more", StatusStyle.Dim);
        }
    }

    /// <summary>The instance as it is kept; where the key is, but not the key.</summary>
    public static JsonObject Json(BackendInstance instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        var shown = instance with { Key = SecretReference.From(instance.Key)?.ToString(), Headers = instance.Headers.ToDictionary(header => header.Key, header => SecretReference.From(header.Value)?.ToString() ?? "") };
        var json = JsonSerializer.SerializeToNode(shown, PlannerJson.Context.BackendInstance)!.AsObject();
        json["egress"] = instance.Distance.ToString().ToLowerInvariant();
        return json;
    }
}
