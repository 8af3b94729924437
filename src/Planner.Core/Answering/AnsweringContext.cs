using Microsoft.Extensions.AI;
using Planner.Chat;
using Planner.Routes;
using Planner.Runs;

namespace Planner.Answering;

/// <summary>What an answerer gets.</summary>
public sealed class AnsweringContext
{
    /// <summary>The run when its steps are done.</summary>
    public required RunState Run { get; init; }

    /// <summary>The chat models that the request goes to without a plan; null: it was planned.</summary>
    public ChatRoute? Route { get; init; }

    /// <summary>Set by the answerer: why no model could answer, where nothing was done that could be listed instead.</summary>
    public string? Failure { get; set; }

    /// <summary>Records what happened on the way: claims mended, context trimmed.</summary>
    public Action<RunEvent> Report { get; init; } = _ => { };

    /// <summary>Set by the answerer: tokens taken and given, when counted.</summary>
    public int? Tokens { get; set; }

    /// <summary>Set by the answerer: US dollars.</summary>
    public decimal CostUsd { get; set; }

    /// <summary>Adds what a call took.</summary>
    internal void Spend(ChatModel model, UsageDetails? usage)
    {
        if (usage is not null)
        {
            Tokens = (Tokens ?? 0) + (int)(usage.TotalTokenCount ?? ((usage.InputTokenCount ?? 0) + (usage.OutputTokenCount ?? 0)));
            CostUsd += model.CostOf(usage) ?? 0;
        }
    }
}
