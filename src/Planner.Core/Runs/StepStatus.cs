using System.Text.Json.Serialization;

namespace Planner.Runs;

/// <summary>Where a step stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StepStatus>))]
public enum StepStatus
{
    /// <summary>Its inputs are not all there.</summary>
    [JsonStringEnumMemberName("waiting")] Waiting,

    /// <summary>At work.</summary>
    [JsonStringEnumMemberName("running")] Running,

    /// <summary>Gave a value.</summary>
    [JsonStringEnumMemberName("succeeded")] Succeeded,

    /// <summary>Gave an error.</summary>
    [JsonStringEnumMemberName("failed")] Failed,

    /// <summary>Not run, since something that it needs gave no value.</summary>
    [JsonStringEnumMemberName("skipped")] Skipped,

    /// <summary>Stopped by the user or the deadline.</summary>
    [JsonStringEnumMemberName("cancelled")] Cancelled,
}
