using System.ComponentModel;
using Planner.Budgets;

namespace Planner.Server.Budgets;

/// <summary>How much may be spent.</summary>
public sealed record BudgetBody
{
    /// <summary>US dollars.</summary>
    [Description("US dollars.")]
    public required decimal LimitUsd { get; init; }

    /// <summary>For how long.</summary>
    [Description("For how long: a day, a month (UTC), or in total.")]
    public BudgetPeriod Period { get; init; }
}
