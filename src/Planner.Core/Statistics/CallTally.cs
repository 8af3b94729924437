using Planner.Inference;
using Planner.Routing;

namespace Planner.Statistics;

/// <summary>The calls of one model on one instance for one task within one stretch of time, added up.</summary>
internal sealed class CallTally
{
    public long Calls { get; set; }

    /// <summary>How many gave a result that passed the check.</summary>
    public long Checked { get; set; }

    /// <summary>How many found the instance there: all but those that ended as unavailable or ran into a time limit.</summary>
    public long Available { get; set; }

    public long Tokens { get; set; }

    public decimal CostUsd { get; set; }

    /// <summary>How long those took that gave a result.</summary>
    public DurationSketch Seconds { get; init; } = new();

    public void Add(CallRecord call)
    {
        Tokens += (call.InputTokens ?? 0) + (call.OutputTokens ?? 0);
        CostUsd += call.CostUsd;
        if (call.Cancelled)
        {
            // Stopped from here: it was paid for, and says nothing of the model.
            return;
        }

        Calls++;
        Checked += call.Checked ? 1 : 0;
        Available += call.Error is StepErrorKind.Unavailable or StepErrorKind.TimedOut ? 0 : 1;
        if (call.Ok)
        {
            Seconds.Add(call.Seconds);
        }
    }

    public void Add(CallTally other)
    {
        Calls += other.Calls;
        Checked += other.Checked;
        Available += other.Available;
        Tokens += other.Tokens;
        CostUsd += other.CostUsd;
        Seconds.Add(other.Seconds);
    }
}
