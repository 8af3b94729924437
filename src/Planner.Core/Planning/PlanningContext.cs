using Planner.Catalog;
using Planner.Runs;

namespace Planner.Planning;

/// <summary>What a planner gets.</summary>
public sealed class PlanningContext
{
    /// <summary>The request, its language known.</summary>
    public required Request Request { get; init; }

    /// <summary>The tasks that it may plan.</summary>
    public required TaskTaxonomy Taxonomy { get; init; }

    /// <summary>
    /// Whether something here can run a step as far as it is known, so that of two tasks that fit equally the one that can run is planned;
    /// null when that is not to matter, as in evaluation.
    /// </summary>
    public Func<PlanStep, CancellationToken, ValueTask<bool>>? CanRunAsync { get; init; }

    /// <summary>Set by the planner before it ends: the probability that its tasks are the right ones, 0 to 1.</summary>
    public double? Confidence { get; set; }

    /// <summary>Filled by the planner: what in the request it went by.</summary>
    public IList<string> Used { get; } = [];

    /// <summary>Filled by the planner when it only plans: files that the request names and did not bring, by the ids that steps use.</summary>
    public IList<Attachment> NamedFiles { get; } = [];

    /// <summary>Filled by the planner: what of its plan could not be read.</summary>
    public IList<PlanProblem> Problems { get; } = [];

    /// <summary>What has happened since it planned before; null: it plans for the first time.</summary>
    public PlanRevision? Revision { get; set; }

    /// <summary>Set by the planner: tokens taken and given, when counted.</summary>
    public int? Tokens { get; set; }

    /// <summary>Set by the planner: US dollars.</summary>
    public decimal CostUsd { get; set; }

    /// <summary>Records what the planner did on the way: mends, rejections.</summary>
    public Action<RunEvent> Report { get; init; } = _ => { };
}
