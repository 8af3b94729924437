using Planner.Runs;

namespace Planner.Cli.Views;

/// <summary>Events in words.</summary>
internal static class EventLine
{
    /// <summary>What happened to the run besides its steps' ordinary course, in a line; null when that is not worth telling.</summary>
    public static string? Notable(RunEvent happened) => happened switch
    {
        RouteChosen route => $"{route.Model} ({route.Route}){Because(route.Reason)}",
        PlanMended mended => $"plan mended: {mended.Why} ({mended.Before} -> {mended.After})",
        PlanCompleted { UnusedFiles: [_, ..] unused } => $"no step uses {string.Join(", ", unused)}",
        PlanRejected rejected => $"plan rejected: {string.Join(" ", rejected.Errors)}",
        PlanRevised revised => $"plan revised: {revised.Why}",
        StepRetried retried => $"{retried.StepId} attempt {retried.Attempt} failed: {retried.Error} Next: {retried.Next}",
        StepHedged hedged => $"{hedged.StepId} is slow; also asking {hedged.Instance}",
        BudgetExceeded budget => $"budget ({budget.Budget}) of {Format.Cost(budget.LimitUsd)}: {Format.Cost(budget.SpentUsd)} spent or reserved, a call that may cost {Format.Cost(budget.NeededUsd)} is not made",
        ContextTrimmed trimmed => $"{trimmed.Tokens} tokens of {trimmed.Section} left out to fit the model",
        AnswerMended mended => $"answer mended: {mended.Why}",
        RunResumed resumed => $"resumed by {resumed.Owner}",
        _ => null,
    };

    /// <summary>Every event worth a line where nothing can be drawn.</summary>
    public static string? Plain(RunEvent happened, RunState run) => happened switch
    {
        RunAccepted accepted => $"run {accepted.RunId}",
        PlanStepAccepted planned => $"{planned.Step.Id} planned: {planned.Step.Task}{After(run, planned.Step.Id)}{Because(planned.Step.Instruction)}",
        PlanCompleted completed => $"plan: {Format.Count(completed.Steps, "step")} by {run.Planner}{(completed.UnusedFiles is [_, ..] unused ? $"; no step uses {string.Join(", ", unused)}" : "")}",
        RunWaiting => "the plan waits for approval",
        RunApproved => "the plan is approved",
        StepExpanded expanded => $"{expanded.StepId} works on {Format.Count(expanded.Children.Count, "element")}",
        StepStarted { Attempt: <= 1 } started => $"{started.StepId} started: {started.Model} on {started.Instance}",
        StepSucceeded succeeded => $"{succeeded.StepId} done in {Format.Seconds(succeeded.Seconds)}{(succeeded.Cached ? " (cached)" : "")}{(succeeded.Weakness is { } weakness ? $"; poor: {succeeded.Model} {weakness}" : "")}",
        StepFailed failed => $"{failed.StepId} failed: {failed.Error}",
        StepSkipped skipped => $"{skipped.StepId} skipped: {skipped.Reason}",
        StepCancelled cancelled => $"{cancelled.StepId} stopped: {cancelled.Reason}",
        RunFailed failed => $"failed: {failed.Message}",
        RunCancelled => "cancelled",
        _ => Notable(happened),
    };

    private static string After(RunState run, string stepId)
    {
        var needs = run.Plan.Graph.DependenciesOf(stepId);
        return needs.Count == 0 ? "" : $" after {string.Join(", ", needs)}";
    }

    private static string Because(string text) => text.Length == 0 ? "" : $": {text}";
}
