using Planner.Runs;

namespace Planner.Cli.Views;

/// <summary>The last line of the live view: what goes on, how far, how long.</summary>
internal static class StatusLine
{
    public static Line Draw(RunState run, PlanViewOptions options, int frame)
    {
        var steps = run.Steps.ToList();
        var done = steps.Count(step => step.Status is not (StepStatus.Waiting or StepStatus.Running));
        var what = run switch
        {
            { Status: RunStatus.Waiting } => "waiting for approval",
            { IsPlanned: false } => steps.Count == 0 ? "planning" : $"planning; {done} of {Format.Count(steps.Count, "step")} done",
            _ when done == steps.Count => "answering",
            _ => $"{done} of {Format.Count(steps.Count, "step")} done",
        };
        var dot = options.Unicode ? " · " : ", ";
        var line = new Line().Add(StatusStyle.Moving(options.Unicode, frame), StatusStyle.Active).Pad(1).Add(what);
        line.Add(dot + Format.Ticking((options.Now - run.AcceptedAt).TotalSeconds), StatusStyle.Dim);
        if (run.CostUsd > 0)
        {
            line.Add(dot + Format.Cost(run.CostUsd), StatusStyle.Dim);
        }

        return line.Add(dot + "Ctrl-C cancels", StatusStyle.Dim);
    }
}
