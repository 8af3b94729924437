using Planner.Inference;

namespace Planner.Routing;

/// <summary>What one attempt at a call came to. Every attempt has one: retries, hedges and cancelled ones included.</summary>
public sealed record CallRecord
{
    /// <summary>The model's id.</summary>
    public required string Model { get; init; }

    /// <summary>The instance that ran it.</summary>
    public required string Instance { get; init; }

    /// <summary>The task's id.</summary>
    public required string Task { get; init; }

    /// <summary>The group through which it was chosen; null: none.</summary>
    public string? Group { get; init; }

    /// <summary>The run that it is part of; null: a direct call.</summary>
    public string? RunId { get; init; }

    /// <summary>The step.</summary>
    public required string StepId { get; init; }

    /// <summary>When it began, UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>How long it took, in seconds, the wait for a place in the instance's queue not counted.</summary>
    public required double Seconds { get; init; }

    /// <summary>Until the first piece of text came, in seconds; null where nothing was streamed.</summary>
    public double? FirstTokenSeconds { get; init; }

    /// <summary>Whether it gave a value.</summary>
    public bool Ok { get; init; }

    /// <summary>Whether the value passed the checks of its task; a poor one does not, and is used only when no other model gives a better.</summary>
    public bool Checked { get; init; }

    /// <summary>What kind of failure it was; null when there is a checked value, or it was cancelled.</summary>
    public StepErrorKind? Error { get; init; }

    /// <summary>Whether it was stopped from here before it was done: by who called, or because another attempt was faster.</summary>
    public bool Cancelled { get; init; }

    /// <summary>Tokens taken; null when not counted.</summary>
    public int? InputTokens { get; init; }

    /// <summary>Tokens given; null when not counted.</summary>
    public int? OutputTokens { get; init; }

    /// <summary>US dollars.</summary>
    public decimal CostUsd { get; init; }

    /// <summary>Which attempt of its call it was, from 1.</summary>
    public int Attempt { get; init; }

    /// <summary>Whether it was a second call beside a slow one.</summary>
    public bool Hedge { get; init; }
}
