using System.Text.Json.Serialization;

namespace Planner.Runs;

/// <summary>Where a run stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RunStatus>))]
public enum RunStatus
{
    /// <summary>Recorded, not begun.</summary>
    [JsonStringEnumMemberName("accepted")] Accepted,

    /// <summary>At work.</summary>
    [JsonStringEnumMemberName("running")] Running,

    /// <summary>Waits for approval.</summary>
    [JsonStringEnumMemberName("waiting")] Waiting,

    /// <summary>Answered.</summary>
    [JsonStringEnumMemberName("completed")] Completed,

    /// <summary>Ended without a full answer.</summary>
    [JsonStringEnumMemberName("failed")] Failed,

    /// <summary>Cancelled by its user. Final.</summary>
    [JsonStringEnumMemberName("cancelled")] Cancelled,
}
