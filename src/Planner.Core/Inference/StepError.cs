using System.Text.Json.Serialization;

namespace Planner.Inference;

/// <summary>Why a step, or one attempt at it, failed.</summary>
/// <param name="Kind">What kind of failure; decides what is tried next.</param>
/// <param name="Message">What went wrong and where, for people.</param>
/// <param name="Fix">What the user can do about it.</param>
public sealed record StepError(StepErrorKind Kind, string Message, string? Fix = null)
{
    /// <summary>How long to wait before it is tried again, in seconds, when what runs it said so.</summary>
    public double? RetryAfterSeconds { get; init; }

    /// <summary>Whether the same call may succeed when it is made again.</summary>
    [JsonIgnore]
    public bool IsTransient => Kind == StepErrorKind.Unavailable;

    /// <inheritdoc/>
    public override string ToString() => Fix is null ? Message : $"{Message} {Fix}";
}
