using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Planner.Runs;

namespace Planner.Server.Mcp;

/// <summary>Tells a run's progress as notifications: how many steps are done of those that are planned so far.</summary>
internal sealed class ProgressNotes(McpServer server, ProgressToken token, CancellationToken cancellationToken) : IProgress<RunEvent>
{
    private readonly RunState _run = new();
    private double _told = -1;

    public void Report(RunEvent value)
    {
        _run.Apply(value);
        var steps = _run.Steps.ToList();
        var done = steps.Count(step => step.Status is StepStatus.Succeeded or StepStatus.Failed or StepStatus.Skipped or StepStatus.Cancelled);
        var message = value switch
        {
            PlanStepAccepted planned => $"planned: {planned.Step.Task}",
            StepStarted started => $"{started.StepId} runs on {started.Model}",
            StepSucceeded succeeded => $"{succeeded.StepId} is done",
            StepFailed failed => $"{failed.StepId} failed",
            _ => null,
        };
        if (message is null)
        {
            return;
        }

        // The protocol wants progress that only grows: what is begun counts a little.
        _told = Math.Max(_told + 0.01, done);

        // Nobody waits for a note; one that can't be delivered is lost.
        _ = server.NotifyProgressAsync(
            token, new ProgressNotificationValue { Progress = (float)_told, Total = _run.IsPlanned ? Math.Max(steps.Count, (float)_told) : null, Message = message }, cancellationToken: cancellationToken);
    }
}
