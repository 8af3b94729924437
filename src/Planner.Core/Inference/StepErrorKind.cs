using System.Text.Json.Serialization;

namespace Planner.Inference;

/// <summary>Kinds of failure of a step.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StepErrorKind>))]
public enum StepErrorKind
{
    /// <summary>The input can't be worked on: damaged, of the wrong kind, empty. Another model is not tried.</summary>
    [JsonStringEnumMemberName("bad-input")] BadInput,

    /// <summary>Nothing here can run the task.</summary>
    [JsonStringEnumMemberName("cannot-run")] CannotRun,

    /// <summary>The model or engine failed, or gave nothing usable. The next candidate is tried.</summary>
    [JsonStringEnumMemberName("model")] Model,

    /// <summary>What runs it is busy or away. Tried again, then the next candidate.</summary>
    [JsonStringEnumMemberName("unavailable")] Unavailable,

    /// <summary>It took longer than it may.</summary>
    [JsonStringEnumMemberName("timed-out")] TimedOut,

    /// <summary>Its inputs can't be resolved: a reference into a result that has no such part.</summary>
    [JsonStringEnumMemberName("unresolved")] Unresolved,

    /// <summary>No budget pays for it. Nothing else is tried.</summary>
    [JsonStringEnumMemberName("budget")] Budget,

    /// <summary>A fault of Planner's own.</summary>
    [JsonStringEnumMemberName("internal")] Internal,
}
