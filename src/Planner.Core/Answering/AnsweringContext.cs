using Planner.Runs;

namespace Planner.Answering;

/// <summary>What an answerer gets.</summary>
public sealed class AnsweringContext
{
    /// <summary>The run when its steps are done.</summary>
    public required RunState Run { get; init; }

    /// <summary>Records what happened on the way: claims mended, context trimmed.</summary>
    public Action<RunEvent> Report { get; init; } = _ => { };

    /// <summary>Set by the answerer: tokens taken and given, when counted.</summary>
    public int? Tokens { get; set; }

    /// <summary>Set by the answerer: US dollars.</summary>
    public decimal CostUsd { get; set; }
}
