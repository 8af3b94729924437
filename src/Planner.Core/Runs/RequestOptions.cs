using System.Text.Json.Serialization;
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

    /// <summary>
    /// What the whole run may cost in US dollars, planning and answering included; null: what the configuration says. What is done when it runs out is kept and
    /// answered from.
    /// </summary>
    public decimal? BudgetUsd { get; init; }

    /// <summary>Run every step even where an earlier result of the same is at hand.</summary>
    public bool NoCache { get; init; }

    /// <summary>How many models run each step whose results can be put together, where the plan says nothing; 0 or 1: a single one. At most 10.</summary>
    public int Ensemble { get; init; }

    /// <summary>The tasks that may be planned; empty: all.</summary>
    public IReadOnlyList<string> Tasks { get; init => field = value ?? []; } = [];

    /// <summary>The <see cref="Model"/> under which talk goes to the chat model that suits it best and everything else is planned; as null.</summary>
    public const string Auto = "auto";

    /// <summary>The <see cref="Model"/> under which every message that a chat model can take goes to the one that suits it best, without a plan.</summary>
    public const string Omni = "omni";

    /// <summary>The <see cref="Model"/> under which everything is planned, talk too.</summary>
    public const string Planned = "planner";

    /// <summary>
    /// The model that does every task that its card names; no other does these in its place. Or who decides: <see cref="Auto"/> (as null),
    /// <see cref="Omni"/>, <see cref="Planned"/>; then each task goes to the best that fits.
    /// </summary>
    public string? Model { get; init; }

    /// <summary>The model that the request is pinned to; null: none.</summary>
    [JsonIgnore]
    public string? Pinned => IsWay(Model) ? null : Model;

    /// <summary>Whether a <see cref="Model"/> is none, but says who decides.</summary>
    public static bool IsWay(string? model) => model is Auto or Omni or Planned;

    /// <summary>What models are chosen by where a step says nothing of its own: <c>fast</c>, <c>balanced</c> or <c>best</c>; null: balanced.</summary>
    public string? Prefer { get; init; }

    /// <summary>Who plans; null: as configured.</summary>
    public ControllerMode? Controller { get; init; }

    /// <summary>The conversation that the request goes on with; null: none. Read where requests come in over HTTP.</summary>
    public string? Conversation { get; init; }

    /// <summary>How far the request's data may travel.</summary>
    public Egress Egress { get; init; } = Egress.Cloud;
}
