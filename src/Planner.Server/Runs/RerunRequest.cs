using System.ComponentModel;
using System.Text.Json.Nodes;

namespace Planner.Server.Runs;

/// <summary>From where a run is run again, and with what.</summary>
public sealed record RerunRequest
{
    /// <summary>The step.</summary>
    [Description("The step from which to run again, such as s3; absent: what did not succeed, or what 'set' changes.")]
    public string? From { get; init; }

    /// <summary>Other values for the plan's parameters.</summary>
    [Description("Other values for the parameters of the plan, by their names, such as {\"s3.target_language\":\"de\"}.")]
    public JsonObject Set { get; init => field = value ?? []; } = [];
}
