using System.ComponentModel.DataAnnotations;
using Planner.Inference;

namespace Planner.Budgets;

/// <summary>What may be spent. Configuration section <c>Planner:Budgets</c>; see docs/measuring.md.</summary>
public sealed class BudgetOptions
{
    /// <summary>The section's key.</summary>
    public const string Section = "Planner:Budgets";

    /// <summary>US dollars a day for everything that is called here; null: no limit but those of <c>planner budgets</c>.</summary>
    [Range(0.0, 1_000_000_000)]
    public decimal? DayUsd { get; set; }

    /// <summary>US dollars for a run that names no budget of its own; null: no limit.</summary>
    [Range(0.0, 1_000_000_000)]
    public decimal? RunUsd { get; set; }

    /// <summary>What becomes of calls beyond the local network whose price is not known, while there is a budget.</summary>
    public UnknownPrices UnknownPrices { get; set; }

    /// <summary>The longest reply, in tokens, of a call under a budget that names no length of its own: without a bound nothing could be reserved.</summary>
    [Range(16, 1_000_000)]
    public int ReplyTokens { get; set; } = 4096;

    /// <summary>What models cost whose instances do not say, by the model's id.</summary>
    public Dictionary<string, ModelPrice> Prices { get; set; } = [];
}
