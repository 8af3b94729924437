using Planner.Values;

namespace Planner.Inference;

/// <summary>What a model gave: a value, or a failure.</summary>
public sealed record InferenceResult
{
    private InferenceResult(Value? value, StepError? error)
    {
        Value = value;
        Error = error;
    }

    /// <summary>The value; null on failure.</summary>
    public Value? Value { get; }

    /// <summary>What went wrong; null on success.</summary>
    public StepError? Error { get; }

    /// <summary>US dollars that the call cost.</summary>
    public decimal CostUsd { get; init; }

    /// <summary>Tokens taken and given, when counted.</summary>
    public int? Tokens { get; init; }

    /// <summary>Of these, tokens taken, when counted apart.</summary>
    public int? InputTokens { get; init; }

    /// <summary>Of these, tokens given, when counted apart.</summary>
    public int? OutputTokens { get; init; }

    /// <summary>
    /// Why the value is poor, as the end of a sentence that begins with the model's id; null when it is not. A poor value is used when no other model
    /// gives a better one.
    /// </summary>
    public string? Weakness { get; init; }

    /// <summary>A good result whose value went to the caller another way, see <see cref="IPassThrough"/>.</summary>
    public static InferenceResult Passed { get; } = new(null, null);

    /// <summary>A good result.</summary>
    public static InferenceResult Success(Value value) => new(value, null);

    /// <summary>A failure.</summary>
    public static InferenceResult Failure(StepError error) => new(null, error);

    /// <summary>A failure.</summary>
    public static InferenceResult Failure(StepErrorKind kind, string message, string? fix = null) => new(null, new StepError(kind, message, fix));
}
