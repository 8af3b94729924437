using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Planner.Routing;
using Planner.Serialization;

namespace Planner.Cli.Views;

/// <summary>An instance, its models, and how running programs find it.</summary>
internal static class InstanceView
{
    private const int MostModels = 20;

    /// <summary>A line for the instance, one for each program that has found something wrong with it, and one for each model.</summary>
    public static IEnumerable<Line> Rows(BackendInstance instance, IReadOnlyList<(int Process, InstanceStatus Status)> states, int width)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(states);
        yield return new Line().Add(instance.Name, StatusStyle.Strong).Pad(2).Add(instance.BaseUrl.ToString(), StatusStyle.Active).Pad(2)
            .Add(string.Join(", ", Facts(instance)), StatusStyle.Dim);
        foreach (var (process, status) in states.Where(state => state.Status is not { Breaker: BreakerState.Closed, Problem: null, Models.Count: 0 }))
        {
            yield return new Line().Pad(2).Add($"process {process}: {string.Join("; ", Found(status))}", StatusStyle.Bad);
        }

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

    /// <summary>The instance as it is kept, where the key is but not the key, and how running programs find it.</summary>
    public static JsonObject Json(BackendInstance instance, IReadOnlyList<(int Process, InstanceStatus Status)> states)
    {
        ArgumentNullException.ThrowIfNull(instance);
        var shown = instance with { Key = SecretReference.From(instance.Key)?.ToString(), Headers = instance.Headers.ToDictionary(header => header.Key, header => SecretReference.From(header.Value)?.ToString() ?? "") };
        var json = JsonSerializer.SerializeToNode(shown, PlannerJson.Context.BackendInstance)!.AsObject();
        json["egress"] = instance.Distance.ToString().ToLowerInvariant();
        json["states"] = new JsonArray(
        [
            .. states.Select(state =>
            {
                var status = JsonSerializer.SerializeToNode(state.Status, PlannerJson.Context.InstanceStatus)!.AsObject();
                status["process"] = state.Process;
                return status;
            }),
        ]);
        return json;
    }

    /// <summary>What is wrong with an instance, as one program finds it.</summary>
    public static IEnumerable<string> Found(InstanceStatus status)
    {
        ArgumentNullException.ThrowIfNull(status);
        if (status.Problem is { } problem)
        {
            yield return TerminalText.OneLine(problem);
        }

        if (status.Breaker != BreakerState.Closed)
        {
            yield return $"breaker {NameOf(status.Breaker)} since {status.Since?.ToString("HH:mm:ss", CultureInfo.InvariantCulture)} UTC";
        }

        foreach (var (model, state) in status.Models)
        {
            yield return $"breaker of {TerminalText.OneLine(model)} {NameOf(state)}";
        }
    }

    private static string NameOf(BreakerState state) => state == BreakerState.HalfOpen ? "half-open" : state.ToString().ToLowerInvariant();

    private static IEnumerable<string> Facts(BackendInstance instance)
    {
        if (instance.State != ServiceState.Enabled)
        {
            yield return instance.State.ToString().ToLowerInvariant();
        }

        yield return $"egress {instance.Distance.ToString().ToLowerInvariant()}";
        yield return SecretReference.From(instance.Key) is { } reference ? $"key in {reference}" : "no key";
        if (instance.Region is { } region)
        {
            yield return $"region {region}";
        }

        if (instance.Schedule is { } schedule)
        {
            yield return schedule;
        }

        if (instance.Limits.MaxConcurrent is { } most)
        {
            yield return $"{most} calls at once";
        }

        if (instance.Limits.CallsPerMinute is { } rate)
        {
            yield return $"{rate} calls a minute";
        }

        if (instance.Health is { } health)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"checked every {health.IntervalSeconds:0.###} s");
        }
    }
}
