using Planner.Planning;
using Planner.Routing;

namespace Planner.Runs;

/// <summary>How a request is run.</summary>
public sealed record RequestOptions
{
    /// <summary>Plan and match only.</summary>
    public bool PlanOnly { get; init; }

    /// <summary>Wait for approval of the plan before any step starts.</summary>
    public bool Approve { get; init; }

    /// <summary>
    /// The whole run's time limit in seconds, approval included, counted from acceptance and anew from a resumption; null: none. What is
    /// done by then is kept and answered from.
    /// </summary>
    public double? DeadlineSeconds { get; init; }

    /// <summary>The tasks that may be planned; empty: all.</summary>
    public IReadOnlyList<string> Tasks { get; init => field = value ?? []; } = [];

    /// <summary>The model that does every task that its card names; no other does these in its place. Null: the best that fits.</summary>
    public string? Model { get; init; }

    /// <summary>What models are chosen by where a step says nothing of its own: <c>fast</c>, <c>balanced</c> or <c>best</c>; null: balanced.</summary>
    public string? Prefer { get; init; }

    /// <summary>Who plans; null: as configured.</summary>
    public ControllerMode? Controller { get; init; }

    /// <summary>The conversation that the request goes on with; null: none. Read where requests come in over HTTP.</summary>
    public string? Conversation { get; init; }

    /// <summary>How far the request's data may travel.</summary>
    public Egress Egress { get; init; } = Egress.Cloud;
}
