using Planner.Catalog;
using Planner.Inference;
using Planner.Planning;
using Planner.Values;

namespace Planner.Routing;

/// <summary>A call of whichever of some models, wherever they run.</summary>
public sealed record RoutedCall
{
    /// <summary>The task.</summary>
    public required TaskType Task { get; init; }

    /// <summary>The step, for its id, instruction, parameters and requirements.</summary>
    public required PlanStep Step { get; init; }

    /// <summary>A value for each filled slot.</summary>
    public required IReadOnlyDictionary<string, Value> Inputs { get; init; }

    /// <summary>
    /// What may do it, best first: ids of models, <c>model@instance</c>, names of groups. Each is given up before the next is tried; a list of one never falls through
    /// to another.
    /// </summary>
    public required IReadOnlyList<string> Targets { get; init; }

    /// <summary>How far the data may travel; binds every attempt.</summary>
    public Egress Ceiling { get; init; } = Egress.Cloud;

    /// <summary>The language of the user's words, ISO 639-1.</summary>
    public string? Language { get; init; }

    /// <summary>The run that it is part of; null: a direct call.</summary>
    public string? RunId { get; init; }

    /// <summary>Whether the call is to be made even where an earlier result of the same is at hand.</summary>
    public bool NoCache { get; init; }

    /// <summary>Told how far the call is.</summary>
    public IProgress<InferenceProgress>? Progress { get; init; }

    /// <summary>
    /// Given the text piece by piece where the backend streams. From the first piece on no other attempt is made, since the caller has seen what only this one
    /// can go on with: when it breaks, the result is the failure.
    /// </summary>
    public Action<string>? OnText { get; init; }

    /// <summary>Told what happens on the way.</summary>
    public IRoutingListener? Listener { get; init; }

    /// <summary>The request as JSON where it is passed on as it came, and the inputs don't say how long it is; empty: they do.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>
    /// What an attempt does, in place of <see cref="IInferenceBackend.RunAsync"/>: for callers that want more of a backend than that it gives a value. Keeps
    /// to the same promises.
    /// </summary>
    public Func<IInferenceBackend, InferenceRequest, CancellationToken, Task<InferenceResult>>? Attempt { get; init; }
}
