using System.Text.Json.Nodes;
using Planner.Catalog;
using Planner.Planning;
using Planner.Values;

namespace Planner.Inference;

/// <summary>One task for one model, with everything resolved.</summary>
public sealed record InferenceRequest
{
    /// <summary>The task.</summary>
    public required TaskType Task { get; init; }

    /// <summary>The model.</summary>
    public required ModelCard Model { get; init; }

    /// <summary>The step, for its instruction and requirements.</summary>
    public required PlanStep Step { get; init; }

    /// <summary>A value for each filled slot, of a modality that the slot takes.</summary>
    public required IReadOnlyDictionary<string, Value> Inputs { get; init; }

    /// <summary>The language of the user's words, ISO 639-1; what a task falls back on when nothing else says which.</summary>
    public string? Language { get; init; }

    /// <summary>Told how far it is, 0 to 1, with a word for people.</summary>
    public IProgress<InferenceProgress>? Progress { get; init; }

    /// <summary>Given the result's text piece by piece, by backends that have it so; the pieces together are the value's text. Null: nobody looks.</summary>
    public Action<string>? OnText { get; init; }

    /// <summary>The parameters of the step.</summary>
    public IReadOnlyDictionary<string, JsonNode?> Parameters => Step.Parameters;

    /// <summary>The parameter as text, or null when it is absent or not text.</summary>
    public string? Parameter(string name) =>
        Parameters.GetValueOrDefault(name) is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>The parameter as a number, or null.</summary>
    public double? Number(string name) => Parameters.GetValueOrDefault(name) switch
    {
        JsonValue value when value.TryGetValue<double>(out var number) => number,
        JsonValue value when value.TryGetValue<int>(out var number) => number,
        JsonValue value when value.TryGetValue<long>(out var number) => number,
        _ => null,
    };
}
