using Planner.Routing;
using Planner.Runs;

namespace Planner.Agents;

/// <summary>How an agent's calls are made.</summary>
public sealed record PlannerFunctionOptions
{
    /// <summary>In whose name: what is made belongs to them, and they see what is theirs.</summary>
    public Caller Caller { get; init; } = Caller.Local;

    /// <summary>How far data may travel.</summary>
    public Egress Ceiling { get; init; } = Egress.Cloud;

    /// <summary>Starts a run in the caller's name and gives its id; null: at once, without limits. What can't be started is a <see cref="BadRequestException"/>.</summary>
    public Func<Request, CancellationToken, Task<string>>? Start { get; init; }

    /// <summary>Told every event of the runs that are started.</summary>
    public IProgress<RunEvent>? Progress { get; init; }

    /// <summary>
    /// Whether pictures and sounds come as content beside the text, for agents that see and hear. Otherwise results are text alone, which names
    /// the files.
    /// </summary>
    public bool Media { get; init; }

    /// <summary>The longest text of a result, in characters; what is longer is cut, and says so.</summary>
    public int MaxLength { get; init; } = 8000;

    /// <summary>The largest file that comes as content, in bytes.</summary>
    public long MaxMediaBytes { get; init; } = 8 * 1024 * 1024;
}
