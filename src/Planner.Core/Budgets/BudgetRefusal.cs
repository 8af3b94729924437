using System.Globalization;
using Planner.Inference;

namespace Planner.Budgets;

/// <summary>Why a call may not be paid.</summary>
/// <param name="Account">Whose budget it is: that of a <see cref="Budgets.Budget"/>, or <c>run</c>.</param>
/// <param name="LimitUsd">The budget in US dollars.</param>
/// <param name="SpentUsd">What is spent of it.</param>
/// <param name="ReservedUsd">What is reserved of it.</param>
/// <param name="NeededUsd">What the call may need; null: its price is not known.</param>
public sealed record BudgetRefusal(string Account, decimal LimitUsd, decimal SpentUsd, decimal ReservedUsd, decimal? NeededUsd)
{
    /// <summary>The account of a run.</summary>
    public const string Run = "run";

    /// <summary>Whether it would do if calls that are under way need nothing of what they have reserved.</summary>
    internal bool MayFree => NeededUsd is { } needed && ReservedUsd > 0 && SpentUsd + needed <= LimitUsd;

    /// <summary>The refusal as a step's failure.</summary>
    /// <param name="what">What was to be called.</param>
    /// <param name="instance">The instance of the user's own that it was to be called at; null: none.</param>
    public StepError ToError(string what, string? instance = null)
    {
        var whose = Account switch
        {
            Run => "of this run",
            Budget.Everything => "for everything here",
            _ => $"of {Account}",
        };
        return NeededUsd is not { } needed
            ? new StepError(
                StepErrorKind.Budget,
                $"{what} has no known price, and there is a budget {whose}, so it is not called.",
                (instance is null ? "Say what it costs in Planner:Budgets:Prices" : $"Say what it costs with planner instances set {instance} --input-price USD --output-price USD (for a million tokens) or --call-price USD")
                + ", or count it as nothing with Planner:Budgets:UnknownPrices=free.")
            : new StepError(
                StepErrorKind.Budget,
                string.Create(CultureInfo.InvariantCulture, $"The budget {whose} of ${LimitUsd:0.######} has ${Math.Max(LimitUsd - SpentUsd - ReservedUsd, 0):0.######} left, and {what} may cost up to ${needed:0.######}."),
                Account == Run ? "Give the run more with --budget." : $"Raise it with planner budgets set {Account} USD.");
    }
}
