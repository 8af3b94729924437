using System.Text.Json.Nodes;
using Planner.Routing;
using Planner.Values;

namespace Planner.Inference;

/// <summary>One model, called by its id for one task, outside of any run.</summary>
public sealed record ModelCall
{
    /// <summary>The model's id in the catalog.</summary>
    public required string Model { get; init; }

    /// <summary>The task, by id or alias; must be one that the model does.</summary>
    public required string Task { get; init; }

    /// <summary>A value for each slot of the task that is filled.</summary>
    public required IReadOnlyDictionary<string, Value> Inputs { get; init; }

    /// <summary>The task's parameters.</summary>
    public IReadOnlyDictionary<string, JsonNode?> Parameters { get; init => field = value ?? field; } = new Dictionary<string, JsonNode?>();

    /// <summary>What is wanted, in words, where the task alone does not say it.</summary>
    public string Instruction { get; init => field = value ?? ""; } = "";

    /// <summary>How far the data may travel.</summary>
    public Egress Ceiling { get; init; } = Egress.Cloud;

    /// <summary>Given the text piece by piece, see <see cref="RoutedCall.OnText"/>.</summary>
    public Action<string>? OnText { get; init; }

    /// <summary>Whether it is to be made even where an earlier result of the same is at hand.</summary>
    public bool NoCache { get; init; }

    /// <summary>Told how far it is.</summary>
    public IProgress<InferenceProgress>? Progress { get; init; }
}
