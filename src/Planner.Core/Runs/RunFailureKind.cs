using System.Text.Json.Serialization;

namespace Planner.Runs;

/// <summary>Why a run failed.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RunFailureKind>))]
public enum RunFailureKind
{
    /// <summary>The request itself is wrong.</summary>
    [JsonStringEnumMemberName("bad-request")] BadRequest,

    /// <summary>No valid plan could be made.</summary>
    [JsonStringEnumMemberName("planning")] Planning,

    /// <summary>Nothing here can run any of its steps.</summary>
    [JsonStringEnumMemberName("cannot-run")] CannotRun,

    /// <summary>Steps failed, and nothing of what was asked came out.</summary>
    [JsonStringEnumMemberName("steps")] Steps,

    /// <summary>Its time ran out.</summary>
    [JsonStringEnumMemberName("deadline")] Deadline,

    /// <summary>Its money ran out.</summary>
    [JsonStringEnumMemberName("budget")] Budget,

    /// <summary>A fault of Planner's own.</summary>
    [JsonStringEnumMemberName("internal")] Internal,
}
